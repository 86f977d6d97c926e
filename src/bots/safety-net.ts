import type { Activity } from 'botbuilder';
import { safetyEvidence } from '../dialogs/answer-finding.ts';
import type { Told } from '../dialogs/safety-reply.ts';
import type { Instant } from '../domain/ids.ts';
import { parseCommand } from '../domain/typed/parse-command.ts';
import { lexicons } from '../i18n/index.ts';
import type { Log } from '../log.ts';
import type { Finding } from '../safety/finding.ts';
import { raiseSafetyAlert, type SafetyAlertParts } from '../state/raise-safety-alert.ts';
import type { SafetySpool, Spooled } from '../state/safety-spool.ts';
import { channelUserOf, sourceOf } from './channel-user.ts';
import { within } from './deadline.ts';
import { textsIn } from './read-activity.ts';

/** What the safety screen found in a message. */
export interface Found extends Spooled {
  readonly finding: Finding;
  /** It is on this machine's disk until it stands in an alert. */
  readonly held: boolean;
}

/**
 * Sees to it that what the screen found comes into an alert, whatever happens to the turn, the store or the process:
 * it is on the disk before anything else is done with the message, and goes from there when an alert holds it.
 */
export interface SafetyNet {
  /** Screens every text of a message, and keeps what was found. Never rejects. */
  look(activity: Activity): Promise<Found | undefined>;
  /** The turn is over: `saved` when its commit holds what was found. */
  over(found: Found, saved: boolean): Promise<void>;
  /** Raises the alert beside any conversation, in the time that is left. Never rejects. */
  raise(found: Found, ms: number): Promise<Told>;
  /** Raises what no turn is at: what a crash or a store that was down left. */
  sweep(): Promise<void>;
}

export interface SafetyNetParts extends SafetyAlertParts {
  readonly screen: (text: string) => Finding | undefined;
  readonly spool: SafetySpool;
  readonly now: () => Instant;
  readonly log: Log;
}

/** A whole message that is a command, such as "who sees this", is no slight hint of anything. One for help is not let through. */
function isQuestionToUs(words: string, { tier }: Finding): boolean {
  const command = tier === 'concern' ? parseCommand(words, lexicons) : undefined;
  return command !== undefined && command !== 'help' && command !== 'helplines';
}

export function createSafetyNet({ screen, spool, log, now, ...parts }: SafetyNetParts): SafetyNet {
  const underWay = new Map<string, number>();
  const begin = (source: string): void => void underWay.set(source, (underWay.get(source) ?? 0) + 1);
  const end = (source: string): void => {
    const left = (underWay.get(source) ?? 1) - 1;
    if (left > 0) underWay.set(source, left);
    else underWay.delete(source);
  };
  const remove = async (entry: Spooled): Promise<void> => {
    try {
      await spool.remove(entry);
    } catch (error) {
      // the next sweep finds it in its alert
      log.warn('safety-spool-not-cleared', { error });
    }
  };

  const lookInto = async (activity: Activity): Promise<Found | undefined> => {
    const words = textsIn(activity).join('\n');
    const finding = screen(words);
    if (!finding || isQuestionToUs(words, finding)) return undefined;
    const source = sourceOf(activity);
    const excerpt = excerptOf(words, finding, screen);
    const evidence = safetyEvidence(finding, { words: excerpt, source, now: now() });
    const entry: Spooled = { channelUser: channelUserOf(activity), evidence };
    begin(source);
    try {
      await spool.keep(entry);
      return { ...entry, finding, held: true };
    } catch (error) {
      log.error('safety-spool-not-written', { error });
      return { ...entry, finding, held: false };
    }
  };
  let sweeping: Promise<void> | undefined;

  return {
    async look(activity) {
      try {
        return await lookInto(activity);
      } catch (error) {
        log.error('safety-screen-failed', { error });
        return undefined;
      }
    },

    async over(found, saved) {
      end(found.evidence.source);
      if (saved) await remove(found);
      else log.error(found.held ? 'safety-alert-waits' : 'safety-alert-not-saved');
    },

    async raise(found, ms) {
      try {
        await within(ms, raiseSafetyAlert(parts, found, now()), tooLong);
        await remove(found);
        return { who: 'rota' };
      } catch (error) {
        log.error(found.held ? 'safety-alert-waits' : 'safety-alert-not-saved', { error });
        return { who: found.held ? 'waiting' : 'nobody' };
      }
    },

    sweep() {
      sweeping ??= sweepOnce().finally(() => {
        sweeping = undefined;
      });
      return sweeping;
    },
  };

  async function sweepOnce(): Promise<void> {
    const { entries, unreadable } = await spool.waiting();
    if (unreadable > 0) log.error('safety-spool-unreadable', { count: unreadable });
    let waiting = 0;
    let latest: unknown;
    for (const entry of entries) {
      if (underWay.has(entry.evidence.source)) continue;
      try {
        await within(raisingMs, raiseSafetyAlert(parts, entry, now()), tooLong);
        await spool.remove(entry);
        log.info('safety-alert-passed-on');
      } catch (error) {
        waiting += 1;
        latest = error;
      }
    }
    if (waiting > 0) log.error('safety-alert-waits', { count: waiting, error: latest });
  }
}

/** For one alert, in a sweep. */
const raisingMs = 15_000;
const tooLong = (): Error => new Error('the store took too long');

/** So many characters go into the alert. */
const longestExcerpt = 5000;
/** What is found in two pieces is found in one of them. */
const overlap = 500;

/** Of words too long to keep, a piece that holds what was found. */
function excerptOf(words: string, { tier, category }: Finding, screen: SafetyNetParts['screen']): string {
  if (words.length <= longestExcerpt) return words;
  for (let at = 0; at < words.length; at += longestExcerpt - overlap) {
    const piece = words.slice(at, at + longestExcerpt);
    const found = screen(piece);
    if (found?.tier === tier && found.category === category) return piece;
  }
  return words.slice(0, longestExcerpt);
}
