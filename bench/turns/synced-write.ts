import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './statistics.ts';

/** What the disk under a folder asks for a write that is there after a power cut: median milliseconds for 4 KB. */
export async function syncedWriteMs(directory: string): Promise<number> {
  const path = join(directory, 'synced-write');
  const file = await open(path, 'w');
  const page = Buffer.alloc(4096, 1);
  const took: number[] = [];
  for (let count = 0; count < 40; count += 1) {
    const began = performance.now();
    await file.write(page);
    await file.datasync();
    took.push(performance.now() - began);
  }
  await file.close();
  await rm(path);
  return median(took);
}
