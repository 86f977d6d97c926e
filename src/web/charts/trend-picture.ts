import { trendChart } from './trend-chart.ts';

/**
 * The alliance over the latest check-ins (0–10, oldest first, `null` for a missed week) as a picture that
 * stands in a message: a `data:` URL, so that nothing has to be fetched for it.
 */
export function trendPicture(trend: readonly (number | null)[], description: string) {
  const svg = trendChart({
    width: 320,
    height: 180,
    id: 'trend',
    title: description,
    description,
    weeks: trend.map((value, at) => ({ label: String(at + 1), alliance: value ?? undefined })),
    lines: [{ line: 'alliance', name: description }],
  });
  return {
    contentType: 'image/svg+xml',
    url: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    description,
  } as const;
}
