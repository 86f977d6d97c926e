import type { Answer } from '../../src/domain/check-in.ts';
import type { ClientDocument } from '../../src/state/client-document.ts';

/** An answer as text, the same for the same answer however it was given. */
export function asText(answer: Answer): string {
  switch (answer.kind) {
    case 'number':
    case 'boolean':
    case 'text':
    case 'date':
    case 'dateTime':
    case 'time':
      return String(answer.value);
    case 'quantity':
      return [answer.value, answer.unit ?? ''].join(' ').trim();
    case 'option':
      return answer.code;
    case 'options':
      return [...answer.codes.toSorted(), ...(answer.other ?? [])].join(',');
    case 'several':
      return answer.values.map(asText).join(';');
    case 'skipped':
      return '(skipped)';
  }
}

/** Everything the client may have said that the document holds, by the keys under which accounts keep it. */
export function storedValues({ client }: ClientDocument): ReadonlyMap<string, string> {
  const { language, country, consent, due, status, checkIn } = client;
  const values: Record<string, string | undefined> = {
    'join/language': language,
    'join/country': country,
    'join/consent': consent && 'yes',
    'join/day': due && String(due.weekday),
    // the day comes with a time of its own until one was chosen
    'join/time': due && status === 'joined' ? clock(due) : undefined,
    comment: checkIn?.comment,
    sent: checkIn?.sentAt && 'yes',
  };
  for (const [key, answer] of Object.entries(checkIn?.answers ?? {})) values[key] = asText(answer);
  return new Map(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const clock = ({ hour, minute }: { hour: number; minute: number }): string =>
  [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
