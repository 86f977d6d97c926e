import type { Incoming } from '../../dialogs/conversation.ts';
import { phraseKey } from '../../domain/typed/read-tokens.ts';
import { therapistWords } from '../../i18n/therapist-texts.ts';

export type Request = 'caseload' | 'help' | 'about';

const phrases = (name: 'caseload' | 'help'): ReadonlySet<string> =>
  new Set(therapistWords.flatMap((words) => words[name]).map(phraseKey));
const caseload = phrases('caseload');
const help = phrases('help');

/** What a therapist asks for, in the words of any language, when that is the whole message; else what the chat is for. */
export function readRequest(incoming: Incoming): Request {
  if (incoming.kind !== 'typed' || incoming.text.length > 200) return 'about';
  const said = phraseKey(incoming.text.trim().replaceAll(/[¿?؟？]/g, ' '));
  if (caseload.has(said)) return 'caseload';
  return help.has(said) ? 'help' : 'about';
}
