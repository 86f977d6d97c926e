/** Lets so many do something at once; the others wait, in the order in which they came. */
export function takeTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      // whoever waits takes over this place
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    }
  };
}
