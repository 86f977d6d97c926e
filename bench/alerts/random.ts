/** Seeded numbers. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  /** Mean 0, deviation 1. */
  normal(): number;
  /** Student's t with so many degrees of freedom (more than 2), scaled to deviation 1; normal where they are infinite. */
  heavy(degrees: number): number;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  // for whole degrees a chi-square is a sum of squares
  const heavy = (degrees: number): number => {
    if (!Number.isFinite(degrees)) return normal();
    let squares = 0;
    for (let one = 0; one < degrees; one += 1) squares += normal() ** 2;
    return normal() * Math.sqrt((degrees - 2) / squares);
  };
  return { uniform, normal, heavy };
}
