import { decodeProtectedHeader } from 'jose';
import { z } from 'zod';

/** Characters. A genuine token has less than 2,000. */
const longest = 8_000;
const bearer = /^Bearer (?<token>[\w-]+\.[\w-]+\.[\w-]+)$/i;

/** What would name a key, or another way to read the token, is not followed and not passed over either. */
const header = z.looseObject({
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(200),
  typ: z.string().regex(/^JWT$/i).optional(),
  ...Object.fromEntries(
    ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'enc', 'zip', 'cty'].map((name) => [
      name,
      z.undefined().optional(),
    ]),
  ),
});

/** The token of an `Authorization` header and the name of the key it says it is signed with. Nothing is verified yet. */
export function readToken(
  authorization: string | undefined,
): { readonly token: string; readonly kid: string } | undefined {
  if (authorization === undefined || authorization.length > longest) return undefined;
  const token = bearer.exec(authorization)?.groups?.['token'];
  if (token === undefined) return undefined;
  try {
    const read = header.safeParse(decodeProtectedHeader(token));
    return read.success ? { token, kid: read.data.kid } : undefined;
  } catch {
    return undefined;
  }
}
