import { tellTherapists, type TellParts } from './alerts/tell-therapists.ts';

/** Milliseconds. */
const usually = 30_000;
const longestEnd = 3_000;

/**
 * Sees to alerts that wait, at once and every half minute, one round at a time.
 * @returns how to stop; resolves when the round under way is over, or after three seconds: what it leaves is told later
 */
export function startAlertNotices(
  parts: TellParts,
  { everyMs = usually }: { readonly everyMs?: number } = {},
): () => Promise<void> {
  let round: Promise<void> | undefined;
  const begin = (): void => {
    round ??= tellTherapists(parts).finally(() => {
      round = undefined;
    });
  };
  begin();
  const timer = setInterval(begin, everyMs).unref();
  return async () => {
    clearInterval(timer);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const end = setTimeout(resolve, longestEnd);
    await Promise.race([round, late]);
    clearTimeout(end);
  };
}
