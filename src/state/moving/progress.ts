import type { MovedCollection } from './moved-collections.ts';

/** How far a collection has come. It names nothing that is in it. */
export interface Step {
  readonly doing: 'copied' | 'verified';
  readonly collection: MovedCollection;
  readonly count: number;
  /** As far as it is known beforehand. */
  readonly of: number | undefined;
  readonly done: boolean;
}

export type Progress = (step: Step) => void;
