import type { Due } from '../domain/client.ts';
import type { Input } from '../domain/typed/parsed.ts';
import { reminderState } from '../domain/reminder-wishes.ts';
import { askChoice, backChoice, takeChoice, type Option } from './ask-choice.ts';
import { Aside, asideIds, type Next } from './aside.ts';
import { languageOf, localeOf, say, settle, textsFor, type Conversation } from './conversation.ts';
import type { Choice } from './message.ts';
import { countryName, dayAndTime, dayName, languageName, weekdayName } from './names.ts';
import { parseTime } from './parse-time.ts';
import {
  countryOptions,
  deviceZone,
  timeLabel,
  timeOptions,
  weekdayOf,
  weekdayOptions,
  zoneName,
} from './schedule-options.ts';
import { sayWayOut } from './way-out.ts';

export const settingsSteps = {
  menu: ' settings',
  country: ' settings-country',
  day: ' settings-day',
  time: ' settings-time',
} as const;

/**
 * What a client can set: language, country, day and time, time zone, reminders; each kept as it is given. A change of
 * day, time or zone leaves the week that runs its end.
 */
export class SettingsDialog extends Aside {
  constructor() {
    super(asideIds.settings);
  }

  protected show(conversation: Conversation, step: string = settingsSteps.menu, retries = 0): void {
    const t = textsFor(conversation);
    const beside = (nonce: string): readonly Choice[] => [backChoice(conversation, nonce)];
    switch (step) {
      case settingsSteps.country:
        return askChoice(conversation, {
          step,
          retries,
          beside,
          text: t('chat.join.country.question'),
          options: countryOptions(conversation),
        });
      case settingsSteps.day:
        return askChoice(conversation, {
          step,
          retries,
          beside,
          text: t('chat.join.day.question'),
          options: weekdayOptions(conversation),
        });
      case settingsSteps.time:
        return askChoice(conversation, {
          step,
          retries,
          beside,
          text: t('chat.join.time.question', { zone: zoneName(conversation.client.due?.timeZone ?? '') }),
          options: timeOptions,
        });
      default:
        return showMenu(conversation, retries);
    }
  }

  protected take(conversation: Conversation, step: string, input: Input): Next {
    switch (step) {
      case settingsSteps.country:
        return this.#takeCountry(conversation, input);
      case settingsSteps.day:
        return this.#takeDay(conversation, input);
      case settingsSteps.time:
        return this.#takeTime(conversation, input);
      default:
        return this.#takeMenu(conversation, input);
    }
  }

  protected override before(step: string): string | undefined {
    if (step === settingsSteps.menu) return undefined;
    return step === settingsSteps.time ? settingsSteps.day : settingsSteps.menu;
  }

  #takeMenu(conversation: Conversation, input: Input): Next {
    const { chosen, retries } = pick(conversation, input, menuOptions(conversation));
    if (!chosen) return this.#again(conversation, settingsSteps.menu, retries);
    close(conversation, 'chat.settings.short', chosen);
    switch (chosen.code) {
      case 'goOn':
        return 'over';
      case 'zone': {
        const zone = deviceZone(conversation);
        if (zone !== undefined) moveDue(conversation, { timeZone: zone });
        return this.#again(conversation);
      }
      default:
        return this.#again(
          conversation,
          chosen.code === 'country' ? settingsSteps.country : settingsSteps.day,
        );
    }
  }

  #takeCountry(conversation: Conversation, input: Input): Next {
    const { chosen, retries } = pick(conversation, input, countryOptions(conversation));
    if (!chosen) return this.#again(conversation, settingsSteps.country, retries);
    close(conversation, 'chat.join.country.short', chosen);
    conversation.client = { ...conversation.client, country: chosen.code };
    return this.#again(conversation);
  }

  #takeDay(conversation: Conversation, input: Input): Next {
    const { chosen, retries } = pick(conversation, input, weekdayOptions(conversation));
    if (!chosen) return this.#again(conversation, settingsSteps.day, retries);
    close(conversation, 'chat.join.day.short', chosen);
    moveDue(conversation, { weekday: weekdayOf(chosen.code) });
    return this.#again(conversation, settingsSteps.time);
  }

  #takeTime(conversation: Conversation, input: Input): Next {
    const time = parseTime(input.kind === 'typed' ? input.text : input.value, languageOf(conversation));
    if (!time) {
      const retries = (conversation.asked?.retries ?? 0) + 1;
      say(conversation, textsFor(conversation)('chat.join.time.unclear'));
      sayWayOut(conversation, { retries, required: false });
      return this.#again(conversation, settingsSteps.time, retries);
    }
    const label = timeLabel(time);
    close(conversation, 'chat.join.time.short', { code: label, label });
    moveDue(conversation, time);
    return this.#again(conversation);
  }

  #again(conversation: Conversation, step: string = settingsSteps.menu, retries = 0): Next {
    this.show(conversation, step, retries);
    return 'waits';
  }
}

function pick(conversation: Conversation, input: Input, options: readonly Option[]) {
  const taken = takeChoice(conversation, input, options);
  return { chosen: taken.chosen, retries: taken.chosen ? 0 : taken.retries };
}

function close(
  conversation: Conversation,
  text: 'chat.settings.short' | `chat.join.${'country' | 'day' | 'time'}.short`,
  { code, label }: Option,
): void {
  settle(conversation, { text: textsFor(conversation)(text), choice: label, value: code });
}

/** The check-in that runs keeps its end. */
function moveDue(conversation: Conversation, change: Partial<Due>): void {
  const { client } = conversation;
  if (client.due) conversation.client = { ...client, due: { ...client.due, ...change } };
}

function showMenu(conversation: Conversation, retries: number): void {
  const t = textsFor(conversation);
  askChoice(conversation, {
    step: settingsSteps.menu,
    retries,
    text: [
      t('chat.settings.heading'),
      standing(conversation),
      t(`chat.settings.${runningText(conversation) ? 'weekStands' : 'choose'}`, {
        when: runningText(conversation),
      }),
    ].join('\n\n'),
    options: menuOptions(conversation),
    beside: () => [
      { label: t('chat.join.language.short'), data: { command: 'language' } },
      ...(dueOf(conversation)
        ? [{ label: t('chat.settings.reminders'), data: { command: 'reminders' } } as const]
        : []),
      { label: t('chat.device.short'), data: { command: 'device' } },
      { label: t('chat.myData.short'), data: { command: 'myData' } },
    ],
  });
}

/** When the check-in that runs ends, which no change of the day moves; empty while none runs. */
function runningText(conversation: Conversation): string {
  const { checkIn } = conversation.client;
  const due = dueOf(conversation);
  return checkIn && due ? dayAndTime(checkIn.endsAt, localeOf(conversation), due.timeZone) : '';
}

/** As it all stands, a line each. */
function standing(conversation: Conversation): string {
  const t = textsFor(conversation);
  const language = languageOf(conversation);
  const { client, now } = conversation;
  const { country } = client;
  const due = dueOf(conversation);
  const options = countryOptions(conversation);
  const known = country === undefined ? '–' : countryName(country, language);
  const lines = [
    t('chat.settings.language', { language: languageName(language) }),
    t('chat.settings.country', {
      country: options.find(({ code }) => code === country)?.label ?? known,
    }),
  ];
  if (!due) return lines.join('\n');
  const reminders = reminderState(client, now);
  lines.push(
    t('chat.settings.due', {
      day: weekdayName(due.weekday, language),
      time: timeLabel(due),
      zone: zoneName(due.timeZone),
    }),
    reminders.state === 'paused'
      ? t('chat.settings.remindersPaused', {
          day: dayName(reminders.until, localeOf(conversation), due.timeZone),
        })
      : t(reminders.state === 'on' ? 'chat.settings.remindersOn' : 'chat.settings.remindersOff'),
  );
  return lines.join('\n');
}

/** When a check-in begins; none does for a client who has withdrawn their consent. */
const dueOf = ({ client }: Conversation): Due | undefined =>
  client.status === 'joined' ? client.due : undefined;

function menuOptions(conversation: Conversation): readonly Option[] {
  const t = textsFor(conversation);
  const due = dueOf(conversation);
  const zone = deviceZone(conversation);
  return [
    { code: 'goOn', label: t('chat.goOn') },
    ...(due ? [{ code: 'day', label: t('chat.settings.day') }] : []),
    ...(due && zone !== undefined && zone !== due.timeZone
      ? [{ code: 'zone', label: t('chat.settings.zone', { zone: zoneName(zone) }) }]
      : []),
    { code: 'country', label: t('chat.join.country.short') },
  ];
}
