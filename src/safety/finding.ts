export type Category =
  'suicide' | 'self-harm' | 'harm-to-others' | 'overdose' | 'relapse' | 'abuse' | 'medical';

/** What a text was found to hold. It makes no claim about anyone's state of mind: it names the phrase list's category. */
export interface Finding {
  readonly tier: 'urgent' | 'concern';
  readonly category: Category;
}
