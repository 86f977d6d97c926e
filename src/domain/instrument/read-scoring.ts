import { z } from 'zod';
import type { Fault } from './fhir-questionnaire.ts';
import { domains, safetyCategories, type Domain, type Item, type Node, type Scoring } from './instrument.ts';
import { partsOf } from './parts-of.ts';
import { scaleOf } from '../questions/scale-of.ts';

/** A linkId; `reversed` where a low answer counts high. */
const entry = z.union([
  z.string(),
  z.strictObject({ linkId: z.string(), reversed: z.boolean().default(false) }),
]);
const entries = z.array(entry).min(1);
/** `missing`: how many of its items may go unanswered. */
const subscale = z.union([entries, z.strictObject({ items: entries, missing: z.int().min(0).optional() })]);
const domainNorms = z.strictObject({
  mean: z.number().min(0).max(10),
  between: z.number().min(0.1).max(5),
  within: z.number().min(0.1).max(5),
});
const level = z.number().min(0).max(10);

/** The scoring file beside a questionnaire. `note` is for whoever reads the file. */
export const scoringShape = z.strictObject({
  /** The Questionnaire it belongs to: `url|version`. */
  questionnaire: z.string(),
  note: z.string().optional(),
  subscales: z
    .strictObject({ goals: subscale.optional(), tasks: subscale.optional(), bond: subscale.optional() })
    .refine((given) => domains.some((domain) => given[domain] !== undefined), 'names no subscale'),
  norms: z
    .strictObject({
      note: z.string().optional(),
      goals: domainNorms.optional(),
      tasks: domainNorms.optional(),
      bond: domainNorms.optional(),
    })
    .optional(),
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
 * The scoring of an instrument with these items. A subscale's items are ratings, or choices whose options count for
 * something, that are always asked, once, by themselves: otherwise a missing answer could mean that there was no
 * question. One subscale is enough; the alliance is scored where there are all three, see `score`.
 */
export function readScoring(file: ScoringFile, nodes: readonly Node[], fault: Fault): Scoring {
  const items = itemsOf(nodes);
  const find = (linkId: string): Item | undefined => {
    const found = items.find((item) => item.linkId === linkId);
    if (!found) fault(linkId, 'is named in the scoring file but is no question');
    return found;
  };
  const { goals, tasks, bond } = { goals: [], tasks: [], bond: [], ...file.subscales };
  const subscales = { goals: membersOf(goals), tasks: membersOf(tasks), bond: membersOf(bond) };
  checkSubscales(subscales, { find, always: alwaysAsked(nodes), fault });
  const { homeworkStatus, homeworkUnlisted, homeworkDifficulty, barriers, goalProgress } = file.roles;
  const roles = { homeworkStatus, homeworkUnlisted, homeworkDifficulty, barriers, goalProgress };
  for (const role of roleNames) {
    const linkId = roles[role];
    const item = linkId === undefined ? undefined : find(linkId);
    if (item && item.answer.kind !== roleKinds[role]) fault(item.linkId, `cannot be ${role}`);
  }
  const safety = file.safety.map(({ linkId, atOrAbove, category, tier }) => {
    const kind = find(linkId)?.answer.kind;
    if (kind === 'text' || kind === 'url') fault(linkId, 'cannot be a disclosure: its words are screened');
    if (kind === 'date' || kind === 'dateTime' || kind === 'time') fault(linkId, 'cannot be a disclosure');
    return { linkId, atOrAbove, category, tier };
  });
  const { whole, domain } = file.floor;
  const reversed = domains.flatMap((one) => subscales[one].reversed);
  const missing = domains.flatMap((one) => {
    const most = subscales[one].missing;
    return most === undefined ? [] : [[one, most] as const];
  });
  const { note: _note, ...norms } = file.norms ?? {};
  return {
    subscales: { goals: subscales.goals.items, tasks: subscales.tasks.items, bond: subscales.bond.items },
    ...(reversed.length > 0 && { reversed }),
    ...(missing.length > 0 && { mostMissing: Object.fromEntries(missing) }),
    ...(file.norms && { norms }),
    floor: { whole, domain },
    roles,
    safety,
  };
}

const roleNames = [
  'homeworkStatus',
  'homeworkUnlisted',
  'homeworkDifficulty',
  'barriers',
  'goalProgress',
] as const;

interface Subscale {
  readonly items: readonly string[];
  readonly reversed: readonly string[];
  readonly missing?: number | undefined;
}

function membersOf(given: z.infer<typeof subscale> | readonly never[]): Subscale {
  const { items, missing } = 'items' in given ? given : { items: given, missing: undefined };
  const members = items.map((one) => (typeof one === 'string' ? { linkId: one, reversed: false } : one));
  return {
    items: members.map(({ linkId }) => linkId),
    reversed: members.filter((one) => one.reversed).map(({ linkId }) => linkId),
    missing,
  };
}

function checkSubscales(
  subscales: Readonly<Record<Domain, Subscale>>,
  {
    find,
    always,
    fault,
  }: {
    readonly find: (linkId: string) => Item | undefined;
    readonly always: ReadonlySet<Item>;
    readonly fault: Fault;
  },
): void {
  const seen = new Set<string>();
  for (const domain of domains) {
    const { items, missing } = subscales[domain];
    if (missing !== undefined && missing >= items.length)
      fault('scoring file', `${domain}: fewer items may be missing than there are`);
    for (const linkId of items) {
      const item = find(linkId);
      if (item && !scaleOf(item.answer)) fault(linkId, 'is in a subscale but is no rating');
      if (item && !always.has(item)) fault(linkId, 'is in a subscale but is not always asked, once');
      if (seen.has(linkId)) fault(linkId, 'is in a subscale twice');
      seen.add(linkId);
    }
  }
}

/** Of an instrument without a scoring file: it has no scores, and no answer of its is a disclosure. */
export const notScored: Scoring = {
  subscales: { goals: [], tasks: [], bond: [] },
  floor: { whole: 0, domain: 0 },
  roles: {},
  safety: [],
};

/** Every question below these nodes, in order. */
export const itemsOf = (nodes: readonly Node[]): readonly Item[] =>
  nodes.flatMap((node) => [
    ...(node.kind === 'question' ? [node.item] : []),
    ...itemsOf(partsOf(node).inside),
  ]);

/** The questions that are asked of everybody, once, and take one answer. */
const alwaysAsked = (nodes: readonly Node[]): ReadonlySet<Item> =>
  new Set(
    nodes.flatMap((node): readonly Item[] => {
      const { enableWhen, expressions } = partsOf(node);
      if (enableWhen.length > 0 || expressions?.enableWhen !== undefined) return [];
      if (node.kind === 'question') return node.item.repeats ? [] : [node.item];
      return node.kind === 'group' && !node.each && !node.repeats ? [...alwaysAsked(node.nodes)] : [];
    }),
  );
