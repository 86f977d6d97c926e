import { nearestLanguage, type Language } from '../../i18n/languages.ts';

/**
 * The language nearest to what an `Accept-Language` header wants most.
 * @param among those that are on; the first is taken where none fits
 */
export function preferredLanguage(header: string | undefined, among?: readonly Language[]): Language {
  const wanted = (header ?? '')
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
  return nearestLanguage(wanted, among) ?? among?.[0] ?? 'en';
}
