import type { CheckIn } from './check-in.ts';
import type { Instrument } from './instrument/instrument.ts';
import { answerTo } from './questions/question.ts';
import { questionKey } from './questions/question-key.ts';

export type Done = 'done' | 'partly' | 'not-done';

/** What one check-in says of homework. */
export interface HomeworkAnswers {
  /** One for each homework that was asked about; without a title where none was on record. */
  readonly each: readonly { readonly title?: string; readonly code: string }[];
  /** The least done; missing where none was set or none was answered. */
  readonly least?: Done;
  /** 0–10; missing where it was not given. */
  readonly difficulty?: number;
  /** Codes of what got in the way. */
  readonly barriers: readonly string[];
}

/** Reads homework out of a check-in by the roles its instrument gives to its questions. */
export function homeworkIn(
  { answers, context }: CheckIn,
  { scoring: { roles } }: Instrument,
): HomeworkAnswers {
  const option = (key: string | undefined): string | undefined => {
    const answer = key === undefined ? undefined : answerTo(answers, key);
    return answer?.kind === 'option' ? answer.code : undefined;
  };
  const { homeworkStatus } = roles;
  const listed = context.homework.flatMap((subject) => {
    const code = homeworkStatus && option(questionKey(homeworkStatus, subject.id));
    return code ? [{ title: subject.title, code }] : [];
  });
  const unlisted = option(roles.homeworkUnlisted);
  const each = unlisted === undefined ? listed : [...listed, { code: unlisted }];
  const difficulty = roles.homeworkDifficulty && answerTo(answers, roles.homeworkDifficulty);
  const barriers = roles.barriers && answerTo(answers, roles.barriers);
  const least = leastDone.find((status) => each.some(({ code }) => code === status));
  return {
    each,
    ...(least && { least }),
    ...(difficulty && difficulty.kind === 'number' && { difficulty: difficulty.value }),
    barriers: barriers && barriers.kind === 'options' ? barriers.codes : [],
  };
}

const leastDone: readonly Done[] = ['not-done', 'partly', 'done'];
