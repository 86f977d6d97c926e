import type { Suggestions } from '../../../../domain/suggestions.ts';
import type { ClientView } from '../view.ts';
import type { AlertWords } from './alert-words.ts';

/** What an alert's parts on a client's page are made from. */
export interface AlertView extends ClientView {
  readonly words: AlertWords;
  /** The clinic's own, in the language of the words. */
  readonly suggestions: Suggestions;
  /** Of colleagues who acted on one of the alerts, by their id. */
  readonly names: ReadonlyMap<string, string>;
}
