import { jwtVerify } from 'jose';
import { z } from 'zod';
import { issuer } from './issuer.ts';
import type { SigningKey } from './signing-key.ts';

/** What the authority vouches for. Times are seconds since 1970. */
export interface Claims {
  readonly iss: typeof issuer;
  /** Our app id. */
  readonly aud: string;
  readonly exp: number;
  readonly nbf?: number | undefined;
  readonly iat?: number | undefined;
  readonly serviceurl: string;
}

/** Seconds by which the authority's clock and ours may differ. */
const skew = 300;
/** Seconds. The authority's tokens are good for a little more than an hour. */
const longestLife = 24 * 60 * 60;

const seconds = z.number().int().nonnegative();

/** @returns the claims of a token that `key` signed for `appId` and that is good at `now` (milliseconds) */
export async function verifyToken(
  token: string,
  { key, appId, now }: { readonly key: SigningKey; readonly appId: string; readonly now: number },
): Promise<Claims | undefined> {
  const claims = z.object({
    iss: z.literal(issuer),
    aud: z.literal(appId),
    exp: seconds,
    nbf: seconds.optional(),
    iat: seconds.optional(),
    serviceurl: z.string(),
  });
  try {
    const { payload } = await jwtVerify(token, key.key, {
      algorithms: ['RS256'],
      issuer,
      audience: appId,
      clockTolerance: skew,
      currentDate: new Date(now),
    });
    const read = claims.safeParse(payload);
    return read.success && isTimely(read.data, now) ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** It says since when it is good, that is not to come, and it is not good for longer than a day. */
function isTimely({ exp, nbf, iat }: Claims, now: number): boolean {
  const since = [nbf, iat].filter((one) => one !== undefined);
  return (
    since.length > 0 &&
    since.every((one) => one <= now / 1000 + skew && one < exp && exp - one <= longestLife)
  );
}
