/** So many codes that were not good may somebody type in this time, in milliseconds. */
const most = 5;
const withinMs = 10 * 60_000;
/** People remembered; the longest ago go first. */
const people = 10_000;

export interface CodeTries {
  /** False while they have tried too often. */
  mayTry(user: string, now: number): boolean;
  /** One that was not good. */
  failed(user: string, now: number): void;
}

/** Counts wrong codes by person, in this process: a code holds 58 bits, this keeps guessing from being tried at all. */
export function createCodeTries(): CodeTries {
  const failures = new Map<string, readonly number[]>();
  const recent = (user: string, now: number): readonly number[] =>
    (failures.get(user) ?? []).filter((at) => now - at < withinMs);
  return {
    mayTry: (user, now) => recent(user, now).length < most,
    failed(user, now) {
      const all = [...recent(user, now), now];
      failures.delete(user);
      const [oldest] = failures.keys();
      if (failures.size >= people && oldest !== undefined) failures.delete(oldest);
      failures.set(user, all);
    },
  };
}
