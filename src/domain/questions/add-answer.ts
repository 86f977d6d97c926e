import type { Answer, SingleAnswer } from '../check-in.ts';
import type { Repeats } from '../instrument/instrument.ts';

/**
 * One more answer to a question that takes several. A list that was closed is begun anew: who comes back to such a
 * question answers it from its beginning.
 */
export function addAnswer({ most }: Repeats, before: Answer | undefined, value: SingleAnswer): Answer {
  const values = [...openValues(before), value];
  return { kind: 'several', values, done: most !== undefined && values.length >= most };
}

/**
 * The answer with nothing more to come: only when there are enough, or none at all to a question that may be skipped.
 */
export function endAnswers(
  { least }: Repeats,
  before: Answer | undefined,
  { required }: { readonly required: boolean },
):
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly least: number; readonly given: number } {
  const values = openValues(before);
  if (values.length === 0 && !required) return { ok: true, answer: { kind: 'skipped' } };
  if (values.length < least) return { ok: false, least, given: values.length };
  return { ok: true, answer: { kind: 'several', values, done: true } };
}

/** Whether nothing more is to be asked of a question with this answer. */
export const isAnswered = (answer: Answer | undefined): boolean =>
  answer !== undefined && (answer.kind !== 'several' || answer.done);

const openValues = (before: Answer | undefined): readonly SingleAnswer[] =>
  before?.kind === 'several' && !before.done ? before.values : [];
