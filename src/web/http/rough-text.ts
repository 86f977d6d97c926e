/**
 * The words in a JSON body that is not read as JSON, because it is cut off, too large or not well-formed: escapes
 * resolved, nothing else. Only for the safety screen, which reads whatever came.
 */
export const roughText = (bytes: Buffer): string =>
  new TextDecoder()
    .decode(bytes)
    .replaceAll(/\\u(?<code>[\da-f]{4})/giu, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    .replaceAll(/\\[bfnrt]/gu, ' ')
    .replaceAll(/\\(?=["/\\])/gu, '')
    .toWellFormed();
