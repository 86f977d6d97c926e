import { createContext, Script } from 'node:vm';

const context: { run: () => unknown } = { run: () => undefined };
createContext(context);
const script = new Script('run()');

/**
 * Runs something that may go round for ever, and stops it after so many milliseconds.
 * @returns false when it was stopped; what it throws itself is thrown on.
 */
export function endsInTime(run: () => void, timeout: number): boolean {
  context.run = run;
  try {
    script.runInContext(context, { timeout });
    return true;
  } catch (error) {
    if (isTimeout(error)) return false;
    throw error;
  } finally {
    context.run = () => undefined;
  }
}

/** It is an error of the other context, no `Error` of this one. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
