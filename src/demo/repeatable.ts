/** Numbers from 0 up to 1, the same ones for the same seed: enough for a demo, and for nothing else. */
export function repeatable(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
