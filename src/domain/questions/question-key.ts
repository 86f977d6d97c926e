import type { QuestionKey } from '../check-in.ts';

/**
 * Where the answer to a question is kept: its linkId, and, where it stands in something that is asked more than once,
 * which one of each, outermost first: the id of a homework or goal, the number of a group's filling or of an answer,
 * the code of an option. A slash or per cent sign within a part is escaped, so no two questions share a key, whatever
 * their linkIds; and no key is the name of something every object has a meaning for.
 */
export const questionKey = (linkId: string, ...path: readonly string[]): QuestionKey =>
  path.reduce((key, part) => `${key}/${escaped(part)}`, escaped(linkId));

/** The part of a key that is the linkId's. */
export const linkIdIn = (key: QuestionKey): string => key.split('/')[0] ?? key;

/** Whether the key says this of which one it is, at whatever depth. */
export const isAbout = (key: QuestionKey, id: string): boolean =>
  key.split('/').slice(1).includes(escaped(id));

const escaped = (part: string): string => {
  if (part === '__proto__') return '%5F_proto__';
  return /[%/]/u.test(part) ? part.replaceAll('%', '%25').replaceAll('/', '%2F') : part;
};
