/** Signs that are not mistaken for one another. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Shorter than an invite, and good for minutes; 39 bits. */
const length = 8;
const form = new RegExp(`^[${signs}]{${length}}$`, 'u');

/** A new code. `draw`: a random whole number from 0 up to but not including what it is given. */
export const drawDeviceCode = (draw: (below: number) => number): string =>
  Array.from({ length }, () => signs.charAt(draw(signs.length))).join('');

/** As it is shown: `XXXX-XXXX`. */
export const formatDeviceCode = (code: string): string => code.replace(/^(.{4})/u, '$1-');

/** The code that a whole message is; case, spaces and dashes do not matter. `undefined` for any other text. */
export function readDeviceCode(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const code = text.replaceAll(/[\s\p{Pd}]/gu, '').toUpperCase();
  return form.test(code) ? code : undefined;
}
