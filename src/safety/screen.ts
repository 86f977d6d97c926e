import { createScreen, type Screen } from './create-screen.ts';
import { loadList, screenedLanguages } from './load-lists.ts';

/** Reads every text that a client writes. */
export const screen: Screen = createScreen(screenedLanguages.map(loadList));
