import type { Category } from './finding.ts';
import {
  helplineCountry,
  helplineTable,
  type HelplineCountry,
  type HelplineLine,
  type Purpose,
} from './helpline-table.ts';

export interface Helplines {
  /** The country's emergency number; absent where the country is not known. Two where it depends on what is needed. */
  readonly emergency?: string;
  /** At most four. */
  readonly lines: readonly HelplineLine[];
  /** The last resort, for every country. */
  readonly international: HelplineLine;
}

/** More than these nobody in need reads. */
const most = 4;

/**
 * The numbers for a country, for what was found those that are for it, most fitting first. Never another country's:
 * an unknown one gets the international directory alone.
 */
export function helplines(country: string | undefined, category?: Category): Helplines {
  const { international } = helplineTable;
  const entry = helplineCountry(country);
  if (!entry) return { lines: [], international };
  return { emergency: emergencyOf(entry, category), lines: linesFor(entry, category), international };
}

function linesFor({ lines }: HelplineCountry, category: Category | undefined): readonly HelplineLine[] {
  const inOrder = wanted(category).flatMap((purpose) => lines.filter((line) => line.for.includes(purpose)));
  return [...new Set(inOrder)].slice(0, most);
}

/** Whom to call first. After abuse, those who are there for who was harmed come before those for everybody. */
function wanted(category: Category | undefined): readonly Purpose[] {
  switch (category) {
    case 'overdose':
    case 'medical':
      return ['poison', 'crisis'];
    case 'relapse':
      return ['substance', 'crisis'];
    case 'abuse':
      return ['abuse', 'children', 'crisis'];
    case 'suicide':
    case 'self-harm':
    case 'harm-to-others':
      return ['crisis'];
    case undefined:
      return ['crisis', 'substance', 'abuse', 'children', 'poison'];
  }
}

/** Where an ambulance and the police have numbers of their own: the one that is needed. */
function emergencyOf({ emergency, police }: HelplineCountry, category: Category | undefined): string {
  if (!police) return emergency.contact;
  switch (category) {
    case 'abuse':
    case 'harm-to-others':
      return police.contact;
    case 'overdose':
    case 'medical':
    case 'suicide':
    case 'self-harm':
    case 'relapse':
      return emergency.contact;
    case undefined:
      return `${emergency.contact} / ${police.contact}`;
  }
}
