import type { AuditEvent } from '../domain/audit-event.ts';
import { isAllowed, type Person } from '../domain/rights.ts';
import type { Suggestions } from '../domain/suggestions.ts';
import type { Instant } from '../domain/ids.ts';
import type { Auditor } from './audit/auditor.ts';
import { auditTherapist } from './audit-therapist.ts';
import {
  changeClinicSuggestions,
  readSuggestionsDocument,
  type SuggestionsChange,
} from './clinic-suggestions.ts';
import type { Store, SuggestionsDocument } from './store.ts';

/** The door to the clinic's own suggestions for whoever may word them. Whatever goes through it, or is turned away, is in the audit before it is shown or done. */
export interface ClinicWords {
  /** `undefined`: this person may not. Without lines of its own, none. */
  read(language: string): Promise<Pick<SuggestionsDocument, 'lines' | 'before'> | undefined>;
  /** `refused`: this person may not. `changed-meanwhile`: something else stands there by now, and nothing was done. */
  change(language: string, change: SuggestionsChange): Promise<'done' | 'refused' | 'changed-meanwhile'>;
}

const none: Suggestions = {};

export function clinicWords(
  parts: { readonly store: Store; readonly auditor: Auditor; readonly now: () => Instant },
  person: Person,
): ClinicWords {
  const { store, now } = parts;
  const tell = (action: AuditEvent['action'], outcome: AuditEvent['outcome']): Promise<void> =>
    auditTherapist(parts, person.id, {
      at: now(),
      actor: { role: 'supervisor', id: person.id },
      action,
      record: 'suggestions',
      outcome,
    });
  const may = isAllowed(person, { kind: 'suggestions' });
  return {
    async read(language) {
      await tell('read', may ? 'success' : 'refused');
      if (!may) return undefined;
      return (await readSuggestionsDocument(store, language)) ?? { lines: none };
    },
    async change(language, change) {
      await tell('update', may ? 'success' : 'refused');
      if (!may) return 'refused';
      return (await changeClinicSuggestions(store, language, change)) ? 'done' : 'changed-meanwhile';
    },
  };
}
