import { createScreen, type Screen } from './create-screen.ts';
import { loadList, loadWeights, screenedLanguages } from './load-lists.ts';

let made: Screen | undefined;
const make = (): Screen => (made ??= createScreen(screenedLanguages.map(loadList), loadWeights()));

/**
 * Reads the lists, so that a fault in one stops the start and not a message.
 * @throws SyntaxError naming the list and the line.
 */
export const prepareScreen = (): void => void make();

/** Reads every text that a client writes. @throws SyntaxError as `prepareScreen`, which goes before it. */
export const screen: Screen = (text) => make()(text);
