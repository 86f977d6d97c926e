import { z } from 'zod';
import { readSuggestions, suggestionLimits, suggestionPlaces } from '../../../domain/suggestions.ts';
import { languages, type Language } from '../../../i18n/languages.ts';
import { stopped } from '../message-page.ts';
import type { PageReply, SupervisorVisit } from '../route.ts';
import { suggestionsPage } from './suggestions-page.ts';

const inLanguage = z.object({ language: z.enum(languages) });
const lines = z.array(z.string().max(suggestionLimits.characters)).min(1).max(suggestionLimits.lines);
const shown = z
  .string()
  .max(20_000)
  .transform((text, context) => {
    if (text === '') return undefined;
    const read = lines.safeParse(parse(text));
    if (!read.success) context.addIssue({ code: 'custom', message: 'no list of lines' });
    return read.data;
  });
const atPlace = inLanguage.extend({
  place: z.string().transform((text, context) => {
    const place = suggestionPlaces.find((one) => one === text);
    if (!place) context.addIssue({ code: 'custom', message: 'no place' });
    return place ?? z.NEVER;
  }),
  stood: shown,
});
const saving = atPlace.extend({ lines: z.string().max(20_000) });

/** What the forms on the page do. A refused one shows the page again; a form that is not ours, a plain 400. */
export const suggestionsActions = {
  async save(visit: SupervisorVisit): Promise<PageReply> {
    const read = saving.safeParse(Object.fromEntries(visit.form));
    if (!read.success) return stopped(visit, 400, 'badForm');
    const { language, place, stood: was, lines: typed } = read.data;
    const said = readSuggestions(typed);
    if (!said.ok) {
      const fault = { empty: 'empty', 'too-long': 'tooLong', 'too-many': 'tooMany' } as const;
      return suggestionsPage(visit, {
        status: 422,
        language,
        attempt: {
          form: place,
          value: typed,
          fault: visit.t(`workspace.suggestions.${fault[said.reason]}`, suggestionLimits),
        },
      });
    }
    const outcome = await visit.clinicWords.change(language, { place, lines: said.lines, was });
    return conclude(visit, outcome, { language, done: 'saved', form: place, value: typed });
  },

  async ours(visit: SupervisorVisit): Promise<PageReply> {
    const read = atPlace.safeParse(Object.fromEntries(visit.form));
    if (!read.success) return stopped(visit, 400, 'badForm');
    const { language, place, stood: was } = read.data;
    const outcome = await visit.clinicWords.change(language, { place, lines: undefined, was });
    return conclude(visit, outcome, { language, done: 'oursAgain', form: '', value: '' });
  },

  /** Puts back what stood where it was changed last; once more, and the change is there again. */
  async undo(visit: SupervisorVisit): Promise<PageReply> {
    const read = inLanguage.safeParse(Object.fromEntries(visit.form));
    if (!read.success) return stopped(visit, 400, 'badForm');
    const { language } = read.data;
    const kept = await visit.clinicWords.read(language);
    const before = kept?.before;
    if (!kept || !before) return conclude(visit, 'done', { language, done: 'undone', form: '', value: '' });
    const change = { place: before.place, lines: before.lines, was: kept.lines[before.place] };
    const outcome = await visit.clinicWords.change(language, change);
    return conclude(visit, outcome, { language, done: 'undone', form: '', value: '' });
  },
};

async function conclude(
  visit: SupervisorVisit,
  outcome: 'done' | 'refused' | 'changed-meanwhile',
  about: {
    readonly language: Language;
    readonly done: string;
    readonly form: string;
    readonly value: string;
  },
): Promise<PageReply> {
  const { language, done, form, value } = about;
  switch (outcome) {
    case 'done':
      return { kind: 'redirect', to: `/workspace/suggestions?language=${language}&done=${done}` };
    case 'refused':
      return stopped(visit, 403, 'notYourRole');
    case 'changed-meanwhile': {
      const fault = visit.t('workspace.fault.changed-meanwhile', {});
      return suggestionsPage(visit, { status: 409, language, attempt: { form, value, fault } });
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
