/** The text that `encodeKey` made a key of; `undefined` where that was too long, and is not in it whole. */
export function decodeKey(key: string): string | undefined {
  if (key === '!') return '';
  if (/~~[0-9a-f]{64}$/.test(key)) return undefined;
  return key.replace(/[.;[`~!]([0-9A-F]{4})/g, (_sign, unit: string) =>
    String.fromCharCode(Number.parseInt(unit, 16)),
  );
}
