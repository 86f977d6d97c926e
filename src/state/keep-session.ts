import { extendSession } from './extend-session.ts';

/** The subject of a session that goes on as long as it is used, see `extendSession`. */
export const keepSession = async (...given: Parameters<typeof extendSession>): Promise<string | undefined> =>
  (await extendSession(...given))?.subject;
