import { mkdirSync } from 'node:fs';
import { bytesIn } from './memory.ts';
import { startPart } from './part.ts';
import { planClinic, type Clinic } from './plan-clinic.ts';

export interface Loaded {
  readonly directory: string;
  readonly clinic: Clinic;
  readonly seconds: number;
  /** Bytes of the folder, and resident memory of the process that filled it. */
  readonly disk: number;
  readonly memory: number;
}

/** Fills a new data folder with so many check-ins, saying every second how far it is. */
export async function loadFolder(
  directory: string,
  { checkIns, history }: { readonly checkIns: number; readonly history: number },
  say: (line: string, open: boolean) => void,
): Promise<Loaded> {
  mkdirSync(directory);
  const clinic = planClinic({ checkIns, history });
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  let first: { readonly at: number; readonly count: number } | undefined;
  let said = 0;
  const part = startPart('loading.ts', {
    args: [directory, String(checkIns), String(history)],
    told(news) {
      const [at, count] = [elapsed(), Number(news)];
      first ??= { at, count };
      if (at - said < 1 || count === first.count) return;
      said = at;
      const rate = (count - first.count) / (at - first.at);
      const left = Math.ceil((clinic.checkIns - count) / rate);
      const share = Math.floor((100 * count) / clinic.checkIns);
      say(
        `${number(count)} of ${number(clinic.checkIns)} check-ins (${share} %), ${number(rate)} per second, ${left} s left`,
        true,
      );
    },
  });
  const memory = await part.ask<number>({});
  const seconds = elapsed();
  await part.stop();
  const rate = number(clinic.checkIns / seconds);
  say(
    `${number(clinic.checkIns)} check-ins of ${number(clinic.clients.length)} clients loaded in ${seconds.toFixed(0)} s (${rate} per second)`,
    false,
  );
  return { directory, clinic, seconds, disk: bytesIn(directory), memory };
}

export const number = (value: number): string => Math.round(value).toLocaleString('en');
