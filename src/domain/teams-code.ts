/** What a code begins with, so that nobody takes it for a client's invite, nor an invite for it. */
const prefix = 'TEAMS';
/** Signs after it, drawn of 30: they hold 58 bits. */
const length = 12;
const form = new RegExp(`^${prefix}[2-9A-HJKMNP-TV-Z]{${length}}$`, 'u');

/** Signs that are not mistaken for one another. */
export const teamsCodeSigns = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new code. `draw`: a random whole number from 0 up to but not including what it is given. */
export const drawTeamsCode = (draw: (below: number) => number): string =>
  prefix + Array.from({ length }, () => teamsCodeSigns.charAt(draw(teamsCodeSigns.length))).join('');

/** As it is shown: `TEAMS-XXXX-XXXX-XXXX`. */
export const formatTeamsCode = (code: string): string =>
  [prefix, ...(code.slice(prefix.length).match(/.{4}/gu) ?? [])].join('-');

/** The code that a whole message is; case, spaces and dashes do not matter. `undefined` for any other text. */
export function readTeamsCode(text: string): string | undefined {
  if (text.length > 60) return undefined;
  const code = text.replaceAll(/[\s\p{Pd}]/gu, '').toUpperCase();
  return form.test(code) ? code : undefined;
}
