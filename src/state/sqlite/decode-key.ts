/** The text that `encodeKey` made a key of. */
export const decodeKey = (key: string): string =>
  key.replace(/[\u{10000}-\u{10FFFF}]/gu, (sign) =>
    String.fromCharCode((sign.codePointAt(0) ?? 0) - 0x1_00_00),
  );
