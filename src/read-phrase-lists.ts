import { prepareScreen } from './safety/screen.ts';
import { SetUpError } from './set-up-error.ts';

/** Before anybody can write. @throws SetUpError naming the list and the line of what cannot be read. */
export function readPhraseLists(): void {
  try {
    prepareScreen();
  } catch (error) {
    throw new SetUpError([error instanceof Error ? error.message : 'a phrase list cannot be read']);
  }
}
