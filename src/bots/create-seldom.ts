import type { Instant } from '../domain/ids.ts';

/** Whether a thing was not done under this name for so many milliseconds; if so, it is taken to be done now. */
export type Seldom = (name: string, now: Instant, ms: number) => boolean;

/** Remembers at most `most` names, in this process; the oldest are forgotten first. */
export function createSeldom({ most = 1000 }: { readonly most?: number } = {}): Seldom {
  const done = new Map<string, number>();
  return (name, now, ms) => {
    const at = Date.parse(now);
    const before = done.get(name);
    if (before !== undefined && at - before < ms) return false;
    done.delete(name);
    const [oldest] = done.keys();
    if (done.size >= most && oldest !== undefined) done.delete(oldest);
    done.set(name, at);
    return true;
  };
}
