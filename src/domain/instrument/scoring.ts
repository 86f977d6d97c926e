/** A subscale of the alliance. */
export type Domain = 'goals' | 'tasks' | 'bond';
export const domains = ['goals', 'tasks', 'bond'] as const satisfies readonly Domain[];

export interface Scoring {
  /** The linkIds of the rating items of each subscale; empty where the instrument has none. */
  readonly subscales: Readonly<Record<Domain, readonly string[]>>;
  /** Of these items a low answer counts high. */
  readonly reversed?: readonly string[];
  /** How many items of a subscale may go unanswered; all but one where left out. */
  readonly mostMissing?: Readonly<Partial<Record<Domain, number>>>;
  /** What is known of clients' scores beforehand; the alert rule starts from it until the clinic's own are learned. */
  readonly norms?: Readonly<Partial<Record<Domain, DomainNorms>>>;
  /** Below these (0–10) a completed check-in is low; see `alerts/step`. */
  readonly floor: { readonly whole: number; readonly domain: number };
  /**
   * The linkIds that hold homework status, its difficulty, barriers, and goal progress, for the workspace's
   * trends; absent where the instrument does not ask. `homeworkUnlisted` is the status when none is on record.
   */
  readonly roles: {
    readonly homeworkStatus?: string;
    readonly homeworkUnlisted?: string;
    readonly homeworkDifficulty?: string;
    readonly barriers?: string;
    readonly goalProgress?: string;
  };
  /** Tapped answers that are disclosures; see `findDisclosure`. */
  readonly safety: readonly SafetyRule[];
}

/** 0–10 each, brought to that range as scores are. */
export interface DomainNorms {
  /** Over clients. */
  readonly mean: number;
  /** Standard deviation of clients' own levels around that mean. */
  readonly between: number;
  /** Standard deviation of one client's weeks around their own level. */
  readonly within: number;
}

/** What the safety screen's phrases are for words, for an answer: of this value or a higher one. */
export interface SafetyRule {
  readonly linkId: string;
  readonly atOrAbove: number;
  readonly category: (typeof safetyCategories)[number];
  readonly tier: 'urgent' | 'concern';
}
/** The safety screen's own. */
export const safetyCategories = [
  'overdose',
  'medical',
  'suicide',
  'self-harm',
  'abuse',
  'harm-to-others',
  'relapse',
] as const;
