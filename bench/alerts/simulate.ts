import type { Random } from './random.ts';
export interface Process {
  mean: number; betweenSd: number; betweenCorr: number; withinSd: number; withinCorr: number; phi: number;
  items: number; missing: number; weeks: number;
  /** degrees of freedom of noise, Infinity normal */
  tails?: number; spreadCv?: number; style?: boolean; informative?: boolean; whole?: boolean;
  domainMeans?: number[];
  rupture?: { shape: 'acute' | 'slide' | 'one' | 'v' | 'step'; size: number };
  low?: number;
}
export interface Sim { level: number[]; onset: number; weeks: (number[] | null)[] }
export function shapeAt(shape: string, since: number): number {
  if (since < 0) return 0;
  switch (shape) {
    case 'acute': return since < 3 ? 1 : 0;
    case 'v': return since < 1 ? 1 : 0;
    case 'slide': return Math.min(1, (since + 1) / 6);
    default: return 1;
  }
}
function gamma(r: Random, k: number): number { // Marsaglia-Tsang
  const d = k - 1 / 3, c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = r.normal(); const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = r.uniform();
    if (Math.log(1 - u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
export function simulate(p: Process, r: Random, ruptured: boolean): Sim {
  const common = (corr: number, sd: number, draw: () => number): number[] => {
    const z = draw();
    return [0, 1, 2].map(() => sd * (Math.sqrt(corr) * z + Math.sqrt(1 - corr) * draw()));
  };
  const shift = common(p.betweenCorr, p.betweenSd, () => r.normal());
  const means = p.domainMeans ?? [p.mean, p.mean, p.mean];
  const level = shift.map((s, i) => means[i]! + s - (p.low ?? 0));
  const spread = p.spreadCv ? Math.exp(p.spreadCv * r.normal() - p.spreadCv ** 2 / 2) : 1;
  const onset = ruptured && p.rupture ? 8 + Math.floor(r.uniform() * (p.weeks - 16)) : Infinity;
  const which = Math.floor(r.uniform() * 3);
  let e = [0, 0, 0];
  const weeks: (number[] | null)[] = [];
  const t = () => (p.tails ? r.normal() / Math.sqrt(gamma(r, p.tails / 2) / (p.tails / 2)) * Math.sqrt((p.tails - 2) / p.tails) : r.normal());
  // each item: a share of noise of its own, the mean of `items` items
  const round = p.style && r.uniform() < 0.3 ? 2 : 1;
  for (let w = 0; w < p.weeks; w += 1) {
    const z = common(p.withinCorr, p.withinSd * spread, t);
    e = e.map((old, i) => (w === 0 ? z[i]! : p.phi * old + Math.sqrt(1 - p.phi ** 2) * z[i]!));
    const s = p.rupture ? shapeAt(p.rupture.shape, w - onset) * p.rupture.size : 0;
    const values = level.map((l, i) => {
      const latent = l + e[i]! - (p.rupture?.shape === 'one' && i !== which ? 0 : s);
      let total = 0;
      for (let k = 0; k < p.items; k += 1) {
        const raw = latent + (p.items > 1 ? 0.5 * r.normal() : 0);
        total += p.whole === false ? raw : Math.min(10, Math.max(0, Math.round(raw / round) * round));
      }
      return total / p.items;
    });
    const bad = p.informative ? values.reduce((a, b) => a + b, 0) / 3 < level.reduce((a, b) => a + b, 0) / 3 - p.withinSd : false;
    weeks.push(r.uniform() < (bad ? Math.min(0.8, 2 * p.missing) : p.missing) ? null : values);
  }
  return { level, onset, weeks };
}
