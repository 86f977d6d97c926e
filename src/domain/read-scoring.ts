import { z } from 'zod';
import type { Fault } from './fhir-questionnaire.ts';
import { domains, safetyCategories, type Item, type Node, type Scoring } from './instrument.ts';

const linkIds = z.array(z.string()).min(1);
const level = z.number().min(0).max(10);

/** The scoring file beside a questionnaire. `note` is for whoever reads the file. */
export const scoringShape = z.strictObject({
  /** The Questionnaire it belongs to: `url|version`. */
  questionnaire: z.string(),
  note: z.string().optional(),
  subscales: z.strictObject({ goals: linkIds, tasks: linkIds, bond: linkIds }),
  floor: z.strictObject({ note: z.string().optional(), whole: level, domain: level }),
  roles: z
    .strictObject({
      homeworkStatus: z.string().optional(),
      homeworkUnlisted: z.string().optional(),
      homeworkDifficulty: z.string().optional(),
      barriers: z.string().optional(),
      goalProgress: z.string().optional(),
    })
    .default({}),
  safety: z
    .array(
      z.strictObject({
        linkId: z.string(),
        atOrAbove: z.number(),
        category: z.enum(safetyCategories),
        tier: z.enum(['urgent', 'concern']),
        note: z.string().optional(),
      }),
    )
    .default([]),
});

export type ScoringFile = z.infer<typeof scoringShape>;

const roleKinds = {
  homeworkStatus: 'choice',
  homeworkUnlisted: 'choice',
  homeworkDifficulty: 'rating',
  barriers: 'choices',
  goalProgress: 'rating',
} as const satisfies Record<keyof Scoring['roles'], Item['answer']['kind']>;

/**
 * The scoring of an instrument with these items. A subscale's items are ratings that are always asked, once, by
 * themselves: otherwise a missing answer could mean that there was no question.
 */
export function readScoring(file: ScoringFile, nodes: readonly Node[], fault: Fault): Scoring {
  const items = itemsOf(nodes);
  const always = new Set(itemsOf(nodes, ({ each, enableWhen }) => !each && enableWhen.length === 0));
  const find = (linkId: string): Item | undefined => {
    const found = items.find((item) => item.linkId === linkId);
    if (!found) fault(linkId, 'is named in the scoring file but is no question');
    return found;
  };
  const seen = new Set<string>();
  for (const linkId of domains.flatMap((domain) => file.subscales[domain])) {
    const item = find(linkId);
    if (item && item.answer.kind !== 'rating') fault(linkId, 'is in a subscale but is no rating');
    if (item && !always.has(item)) fault(linkId, 'is in a subscale but is not always asked, once');
    if (seen.has(linkId)) fault(linkId, 'is in a subscale twice');
    seen.add(linkId);
  }
  const { homeworkStatus, homeworkUnlisted, homeworkDifficulty, barriers, goalProgress } = file.roles;
  const roles = { homeworkStatus, homeworkUnlisted, homeworkDifficulty, barriers, goalProgress };
  for (const role of [
    'homeworkStatus',
    'homeworkUnlisted',
    'homeworkDifficulty',
    'barriers',
    'goalProgress',
  ] as const) {
    const linkId = roles[role];
    const item = linkId === undefined ? undefined : find(linkId);
    if (item && item.answer.kind !== roleKinds[role]) fault(item.linkId, `cannot be ${role}`);
  }
  const safety = file.safety.map(({ linkId, atOrAbove, category, tier }) => {
    if (find(linkId)?.answer.kind === 'text') fault(linkId, 'cannot be a disclosure: its words are screened');
    return { linkId, atOrAbove, category, tier };
  });
  const { subscales, floor } = file;
  return { subscales, floor: { whole: floor.whole, domain: floor.domain }, roles, safety };
}

/** Of an instrument without a scoring file: it has no scores, and no answer of its is a disclosure. */
export const notScored: Scoring = {
  subscales: { goals: [], tasks: [], bond: [] },
  floor: { whole: 0, domain: 0 },
  roles: {},
  safety: [],
};

/** Every question below these nodes, in order; with `within`, only those it lets through, their groups included. */
export const itemsOf = (
  nodes: readonly Node[],
  within: (place: Pick<Item, 'each' | 'enableWhen'>) => boolean = () => true,
): readonly Item[] =>
  nodes.flatMap((node) => {
    switch (node.kind) {
      case 'group':
        return within(node) ? itemsOf(node.nodes, within) : [];
      case 'title':
      case 'display':
        return [];
      case 'fixed':
        return within(node) ? itemsOf(node.below, within) : [];
      case 'question':
        return within(node.item) ? [node.item, ...itemsOf(node.below, within)] : [];
    }
  });
