import { existsSync, readFileSync } from 'node:fs';
import { categories, type Category } from '../../../src/safety/finding.ts';

/** One message of the corpus and what the screen should make of it. */
export interface Example {
  /** `not-urgent`: `concern` is right or can be borne, `urgent` is wrong. */
  readonly tier: 'urgent' | 'concern' | 'none' | 'not-urgent';
  readonly category: Category | undefined;
  readonly kind: string;
  readonly text: string;
}

/**
 * `tune` is what the lists were written with; `wide` is what the weights are learned from, with `tune`; `blind` was
 * written by others before either, and is only ever measured.
 */
export type Part = 'tune' | 'wide' | 'blind';

export const corpusFile = (part: Part, language: string): URL =>
  new URL(`${part}/${language}.tsv`, import.meta.url);

export function readCorpus(half: Part, language: string): Example[] {
  const file = corpusFile(half, language);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, at) => {
    if (line === '') return [];
    const [tier, category, kind, text, ...more] = line.split('\t');
    const known = categories.find((each) => each === category);
    const isPositive = tier === 'urgent' || tier === 'concern';
    if (text === undefined || kind === undefined || more.length > 0 || isPositive !== (known !== undefined))
      throw new SyntaxError(`${half}/${language}.tsv, line ${at + 1}`);
    if (!isPositive && tier !== 'none' && tier !== 'not-urgent')
      throw new SyntaxError(`${half}/${language}.tsv, line ${at + 1}: tier`);
    return [{ tier, category: known, kind, text }];
  });
}
