import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { fillManifest } from './fill-manifest.ts';
import type { PackageOptions } from './read-options.ts';
import { zip } from './zip.ts';

/** The files that a manifest names, which is what belongs into the package beside it. */
const named = z.object({
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ file: z.string() })) }),
});

/**
 * The app package, as Teams takes it: the manifest filled in, its icons, its language files. `folder` is where the
 * template is; throws when a file that it names is not there.
 */
export async function buildPackage(
  options: PackageOptions,
  folder: URL = new URL('../../deployment/teams/', import.meta.url),
): Promise<Buffer> {
  const read = (name: string) => readFile(new URL(name, folder));
  const manifest = fillManifest((await read('manifest.json')).toString('utf8'), options);
  const { icons, localizationInfo } = named.parse(JSON.parse(manifest));
  const names = [icons.color, icons.outline, ...localizationInfo.additionalLanguages.map(({ file }) => file)];
  const files = await Promise.all(names.map(async (name) => ({ name, content: await read(name) })));
  return zip([{ name: 'manifest.json', content: Buffer.from(manifest, 'utf8') }, ...files]);
}
