const deepest = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON in UTF-8 with at most 32 levels. Halves of surrogate pairs become U+FFFD here, once, so that what is
 * shown, screened and stored is the same text; `__proto__` keys are dropped.
 */
export function parseJson(bytes: Buffer): { ok: true; value: unknown } | { ok: false } {
  try {
    const text = utf8.decode(bytes);
    const odd = /\\u[dD][89a-fA-F]|__proto__|\\u00/.test(text);
    const value: unknown = odd ? JSON.parse(text, mended) : JSON.parse(text);
    return tooDeep(value) ? { ok: false } : { ok: true, value };
  } catch {
    return { ok: false };
  }
}

function mended(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined;
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function tooDeep(value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}
