import type { Answer } from '../domain/check-in.ts';
import { domains, type Option, type Scoring } from '../domain/instrument/instrument.ts';
import type { Question } from '../domain/questions/question.ts';
import { levelAt, type Story } from './story.ts';

export interface Asked {
  readonly question: Question;
  readonly scoring: Scoring;
  readonly story: Story;
  /** 0 to 15. */
  readonly week: number;
  readonly random: () => number;
}

/** What the client of this story would answer in this week. Nothing is answered that the story says nothing about. */
export function answerLike(asked: Asked): Answer {
  const type = asked.question.answer;
  switch (type.kind) {
    case 'rating': {
      const level = levelLike(asked);
      if (level === undefined) return { kind: 'skipped' };
      const { min, max, step = 1 } = type;
      const value = min + step * Math.round(((level / 10) * (max - min)) / step);
      return { kind: 'number', value: Math.min(max, Math.max(min, value)) };
    }
    case 'choice': {
      const code = homeworkLike(asked);
      return has(type.options, code) ? { kind: 'option', code } : { kind: 'skipped' };
    }
    case 'choices': {
      const codes = barriersLike(asked).filter((code) => has(type.options, code));
      return codes.length > 0 ? { kind: 'options', codes } : { kind: 'skipped' };
    }
    case 'boolean':
    case 'number':
    case 'quantity':
    case 'date':
    case 'dateTime':
    case 'time':
    case 'text':
    case 'url':
      return { kind: 'skipped' };
  }
}

function levelLike({ question, scoring, story, week, random }: Asked): number | undefined {
  const off = (random() * 2 - 1) * story.spread;
  const domain = domains.find((one) => scoring.subscales[one].includes(question.linkId));
  if (domain) return levelAt(story.felt[domain], week) + off;
  if (question.linkId === scoring.roles.homeworkDifficulty) return levelAt(story.difficulty, week) + off;
  if (question.linkId === scoring.roles.goalProgress) return levelAt(story.progress, week) + off;
  return undefined;
}

/** The codes of the built-in instrument. */
function homeworkLike({ question, scoring, story, week }: Asked): string {
  if (question.linkId === scoring.roles.homeworkUnlisted) return 'none-set';
  const sign = story.weeks.at(week);
  return sign === 'n' ? 'not-done' : sign === 'p' ? 'partly' : 'done';
}

/** One or two of the story's, a different one first each week. */
function barriersLike({ story, week, random }: Asked): readonly string[] {
  const count = story.barriers.length;
  const first = week % Math.max(count, 1);
  return [...story.barriers.slice(first), ...story.barriers.slice(0, first)].slice(0, random() < 0.6 ? 1 : 2);
}

const has = (options: readonly Option[], code: string): boolean =>
  options.some((option) => option.code === code);
