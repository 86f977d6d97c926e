/** What a rule makes of one client: after each answered week a number, higher the more it looks like a change. */
export interface Series {
  readonly weeks: readonly number[];
  readonly values: readonly number[];
}

/** When it is raised, and how far under that it goes away again. */
export interface Bar {
  readonly threshold: number;
  readonly slack: number;
}

/** The weeks in which a change is newly raised: it is raised again only after it went away. */
export function raisedWeeks({ weeks, values }: Series, { threshold, slack }: Bar): readonly number[] {
  const raised: number[] = [];
  let stands = false;
  for (let at = 0; at < values.length; at += 1) {
    const before: boolean = stands;
    stands = (values[at] ?? -Infinity) > threshold - (before ? slack : 0);
    if (stands && !before) raised.push(weeks[at] ?? 0);
  }
  return raised;
}
