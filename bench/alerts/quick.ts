import { replay } from '../../src/alerts/replay.ts';
import { createRandom } from './random.ts';
import { simulate, type Process, type Sim } from './simulate.ts';
const floor = { whole: 6, domain: 5 };
export const base: Process = { mean: 7.5, betweenSd: 1.2, betweenCorr: 0.7, withinSd: 0.8, withinCorr: 0.5, phi: 0.2, items: 2, missing: 0.2, weeks: 30 };
export const sims = (p: Process, n: number, ruptured: boolean, seed: number): Sim[] => { const r = createRandom(seed); return Array.from({ length: n }, () => simulate(p, r, ruptured)); };
export function run(bad: Sim[], good: Sim[], o: { threshold?: number; falseAlarms?: number }) {
  const past = new Map([...bad, ...good].map((s, i) => [String(i), s.weeks.flatMap((v, week) => (v ? [{ week, scores: v as never }] : []))]));
  const raised = replay(past, { floor, ...o });
  const weeks = good.reduce((a, s) => a + s.weeks.filter(Boolean).length, 0);
  let f = 0, fl = 0; const d3 = new Set<string>(), d6 = new Set<string>(), fd = new Set<string>();
  for (const { client, week, finding } of raised) {
    const i = Number(client); const sim = bad[i];
    if (!sim) { if (finding.kind === 'floor') { fl += 1; fd.add(client); } else f += 1; continue; }
    if (finding.kind === 'floor') continue;
    if (week >= sim.onset && week < sim.onset + 3) d3.add(client);
    if (week >= sim.onset && week < sim.onset + 6) d6.add(client);
  }
  return { fa: (100 * f) / weeks, floor: (100 * fl) / weeks, floored: fd.size / good.length, d3: (100 * d3.size) / bad.length, d6: (100 * d6.size) / bad.length };
}
if (import.meta.main) {
  const H = Number(process.argv[2] ?? 2.6);
  const variants: [string, Partial<Process>][] = [['base', {}], ['phi.5', { phi: 0.5 }], ['phi0', { phi: 0 }], ['ceil', { mean: 9.2 }], ['t5', { tails: 5 }], ['cv.3', { spreadCv: 0.3 }], ['style', { style: true }], ['miss.5', { missing: 0.5 }], ['miss.1', { missing: 0.1 }], ['inform', { informative: true, missing: 0.3 }], ['1item', { items: 1 }], ['3item', { items: 3 }], ['sw*1.33', { withinSd: 1.07 }], ['sw*.67', { withinSd: 0.53 }], ['sw*.4', { withinSd: 0.35 }], ['mean-2.5', { mean: 5 }], ['sb*.67', { betweenSd: 0.8 }], ['sb*1.33', { betweenSd: 1.6 }], ['low', { low: 3 }]];
  for (const [name, o] of variants) {
    const p: Process = { ...base, ...o }; const out: string[] = [];
    const t = performance.now();
    for (const shape of ['acute', 'v', 'slide', 'one'] as const) {
      const q: Process = { ...p, rupture: { shape, size: 2.2 * p.withinSd } };
      const r = run(sims(q, 180, true, 11), sims(q, 420, false, 12), { threshold: H });
      out.push(`${shape} ${r.fa.toFixed(2)} fl ${r.floor.toFixed(2)} ${(100 * r.floored).toFixed(0)}% | ${r.d3.toFixed(0)}/${r.d6.toFixed(0)}`);
    }
    console.log(name.padEnd(9), out.join('  '), ((performance.now() - t) / 4).toFixed(0) + 'ms');
  }
}
