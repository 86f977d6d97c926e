/** One thing a client said that must come to stand in the store, and whether they were told that it does. */
interface Said {
  readonly value: string;
  /** True once they were told so, by the answer to their POST or by what the chat showed next. */
  acknowledged: boolean;
}

/** What the store may hold for one question, going by what the client said and was told. */
export type Verdict = 'as-said' | 'lost' | 'misplaced';

/**
 * One client's own account, question by question. A value is the answer as text; the latest acknowledged one
 * must be there unless a later one, whose outcome is not known, took its place.
 */
export class Account {
  readonly #said = new Map<string, Said[]>();

  /** Returns how to note, later, that it was acknowledged. */
  say(key: string, value: string): () => void {
    const said: Said = { value, acknowledged: false };
    const before = this.#said.get(key) ?? [];
    this.#said.set(key, [...before, said]);
    return () => {
      said.acknowledged = true;
    };
  }

  acknowledged(key: string): boolean {
    return this.#said.get(key)?.some((said) => said.acknowledged) ?? false;
  }

  get keys(): readonly string[] {
    return [...this.#said.keys()];
  }

  /** @param stored what the store holds under this question; absent: nothing */
  judge(key: string, stored: string | undefined): Verdict {
    const said = this.#said.get(key) ?? [];
    const latest = said.findLastIndex(({ acknowledged }) => acknowledged);
    if (stored === undefined) return latest === -1 ? 'as-said' : 'lost';
    const possible = said.slice(Math.max(0, latest)).some(({ value }) => value === stored);
    if (possible) return 'as-said';
    return said.some(({ value }) => value === stored) ? 'lost' : 'misplaced';
  }
}
