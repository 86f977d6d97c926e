import type { Scoring } from '../../src/domain/instrument/instrument.ts';
import { textIn } from '../../src/domain/questions/question.ts';
import { countryName, languageName, weekdayName } from '../../src/dialogs/names.ts';
import { createTexts } from '../../src/i18n/index.ts';
import { safeWeekdays, type Enrolled } from './clinic.ts';
import type { Open } from './read-screen.ts';

/** One reply: what it says under which keys, and the activity's content: words, or a tap's value. */
export interface Reply {
  readonly says: readonly { readonly key: string; readonly value: string }[];
  readonly content: { readonly text: string } | { readonly value: Readonly<Record<string, unknown>> };
}

const skippable = 0.1;
const texts = createTexts();

/**
 * What this client replies to what they are asked: by tap or in words, low or high throughout as their story is.
 * A rating is never the one given before, so that an answer filed twice is noticed.
 */
export function chooseReply(
  open: Open,
  {
    enrolled,
    scoring,
    random,
    last,
  }: { enrolled: Enrolled; scoring: Scoring; random: () => number; last: string },
): Reply {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const byTap = random() < 0.5;
  const { key, type, language } = open;

  /** A button of the card, or the same in words. */
  const one = (value: string, words: string, says = value): Reply => {
    const tap = open.taps.find(({ answer }) => String(answer) === value);
    if (!tap) throw new Error(`the card for ${key} has no button for what it asks`);
    return { says: [{ key, value: says }], content: byTap ? { value: tap } : { text: words } };
  };

  switch (key) {
    case 'join/language': {
      const code = pick(['en', 'es']);
      return one(code, languageName(code));
    }
    case 'join/country':
      return one('US', countryName('US', language));
    case 'join/consent':
      return one('yes', texts(language)('chat.join.consent.agree'));
    case 'join/day': {
      const day = pick(safeWeekdays(new Date().toISOString()));
      return one(String(day), weekdayName(day, language));
    }
    case 'join/time': {
      const time = pick(['09:00', '12:30', '18:00', '20:30']);
      return one(time, time);
    }
    case 'sent':
      return atSummary(open, { byTap, random, pick });
  }

  if (type === undefined) throw new Error(`nobody knows how to answer ${key}`);
  const inScale = Object.values(scoring.subscales).some((linkIds) => linkIds.includes(key));
  if (!inScale && random() < skippable) {
    const skip = open.taps.find(({ command }) => command === 'skip');
    if (skip) return { says: [{ key, value: '(skipped)' }], content: { value: skip } };
  }
  switch (type.kind) {
    case 'rating': {
      const all = Array.from({ length: type.max - type.min + 1 }, (_, at) => type.min + at);
      const fitting = all.filter((value) => !inScale || (enrolled.low ? value <= 3 : value >= 7));
      const value = String(pick(fitting.filter((rating) => String(rating) !== last)));
      return one(value, value);
    }
    case 'choice': {
      const option = pick(type.options);
      return one(option.code, textIn(option.display, language));
    }
    case 'boolean': {
      const yes = random() < 0.5;
      return one(String(yes), language === 'es' ? (yes ? 'sí' : 'no') : yes ? 'yes' : 'no');
    }
    case 'choices': {
      const chosen = type.options.filter(() => random() < 0.3);
      const options = chosen.length > 0 ? chosen : [pick(type.options)];
      const codes = options.map(({ code }) => code);
      const submit = open.taps.find(({ several }) => several === true) ?? {};
      const ticked = [...open.inputs].map(([id, box]) => [
        id,
        box.options.filter((code) => codes.includes(code)).join(','),
      ]);
      return {
        says: [{ key, value: codes.toSorted().join(',') }],
        content: { value: { ...submit, ...Object.fromEntries(ticked) } },
      };
    }
    case 'text': {
      const text = `note ${Math.floor(random() * 1e6)}`;
      return { says: [{ key, value: text }], content: { text } };
    }
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'url':
      throw new Error(`a week has no question such as ${key}; teach the torture to answer it`);
  }
}

/** Words are the comment, or close it; the card's own button sends what stands on it. */
function atSummary(
  open: Open,
  { byTap, random, pick }: { byTap: boolean; random: () => number; pick: <T>(from: readonly T[]) => T },
): Reply {
  const sends = { key: 'sent', value: 'yes' };
  const comment = `comment ${Math.floor(random() * 1e6)}`;
  const standing = open.inputs.get('comment')?.value ?? '';
  if (byTap) {
    const send = open.taps.find(({ command }) => command === 'send') ?? {};
    const written = standing === '' && random() < 0.5 ? comment : standing;
    return {
      says: written === '' ? [sends] : [sends, { key: 'comment', value: written }],
      content: { value: { ...send, comment: written, talk: 'false' } },
    };
  }
  if (standing === '' && random() < 0.4)
    return { says: [{ key: 'comment', value: comment }], content: { text: comment } };
  return { says: [sends], content: { text: pick(['send']) } };
}
