import { reviewerOf } from './i18n/index.ts';
import { isLanguage, languages, type SpokenLanguage } from './i18n/languages.ts';

/**
 * Reads `LANGUAGES`: codes with semicolons between them, each with `=` and who has reviewed its texts, such as
 * `en=Dr A. Example; es=Dr B. Example`. A language that nobody has reviewed is not spoken in production (`clinical.md`,
 * law and trust): there each needs a name, here or in its file.
 */
export function readLanguages(
  env: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly languages: readonly SpokenLanguage[] }
  | { readonly ok: false; readonly faults: readonly string[] } {
  const production = env['NODE_ENV'] === 'production';
  const given = env['LANGUAGES']?.split(';').map((one) => one.trim()) ?? [];
  const named = given
    .filter((one) => one !== '')
    .map((one) => {
      const [code = '', ...name] = one.split('=');
      return { code: code.trim(), reviewedBy: name.join('=').trim() };
    });
  const unknown = named.filter(({ code }) => !isLanguage(code));
  const known = named.flatMap(({ code, reviewedBy }): SpokenLanguage[] =>
    isLanguage(code) ? [{ code, reviewedBy: reviewedBy || reviewerOf(code) }] : [],
  );
  const all = languages.map((code) => ({ code, reviewedBy: reviewerOf(code) }));
  const spoken = named.length > 0 ? known : all.filter(({ reviewedBy }) => !production || reviewedBy !== '');
  const nobody = production ? spoken.filter(({ reviewedBy }) => reviewedBy === '') : [];
  const faults = [
    ...(unknown.length > 0
      ? [`LANGUAGES: must be of ${languages.join(', ')}, with semicolons between them`]
      : []),
    ...(new Set(known.map(({ code }) => code)).size < known.length
      ? ['LANGUAGES: names a language twice']
      : []),
    ...nobody.map(
      ({ code }) => `LANGUAGES: needs the name of who has reviewed the texts in ${code}: ${code}=NAME`,
    ),
    ...(spoken.length === 0 && unknown.length === 0
      ? [
          'LANGUAGES: in production, needs each language that clients may choose and who has reviewed its texts: en=NAME; es=NAME',
        ]
      : []),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, languages: spoken };
}
