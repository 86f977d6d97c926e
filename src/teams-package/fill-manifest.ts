import type { PackageOptions } from './read-options.ts';

/**
 * The manifest for one installation: every `{{name}}` in the template's texts becomes that option's value. Throws on
 * a name that is no option, since such a manifest would be refused at upload, far from who wrote it.
 */
export function fillManifest(
  template: string,
  { appId, host, version, developer, website, privacy, terms }: PackageOptions,
): string {
  const values = new Map(Object.entries({ appId, host, version, developer, website, privacy, terms }));
  const filled: unknown = JSON.parse(template, (_key, value: unknown) =>
    typeof value === 'string'
      ? value.replaceAll(/\{\{(\w+)\}\}/g, (_all, name: string) => {
          const known = values.get(name);
          if (known === undefined)
            throw new Error(`The manifest's template asks for {{${name}}}, which is no option`);
          return known;
        })
      : value,
  );
  return `${JSON.stringify(filled, undefined, 2)}\n`;
}
