import { nameSvg } from './render-chart.ts';

export interface Sparkline {
  /** 0–10, oldest first; `null` leaves a gap. */
  readonly values: readonly (number | null)[];
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

const size = { width: 120, height: 32 };
const inset = 4;

/**
 * A trend small enough to stand in a row. Drawn by hand: a page may hold hundreds. It takes its colour from the
 * text around it; the last value given is marked with a dot.
 */
export function sparkline({ values, ...frame }: Sparkline): string {
  const step = (size.width - 2 * inset) / Math.max(values.length - 1, 1);
  const points = values.map((value, place) => ({
    x: round(inset + (values.length === 1 ? size.width / 2 - inset : place * step)),
    y:
      value === null
        ? undefined
        : round(size.height - inset - (clamp(value) / 10) * (size.height - 2 * inset)),
  }));
  const path = points
    .map(({ x, y }, place) =>
      y === undefined ? '' : `${points[place - 1]?.y === undefined ? 'M' : 'L'}${x} ${y}`,
    )
    .join('');
  const alone = points.filter(
    ({ y }, place) =>
      y !== undefined && points[place - 1]?.y === undefined && points[place + 1]?.y === undefined,
  );
  const last = points.findLast(({ y }) => y !== undefined);
  const dots = [
    ...alone.filter((point) => point !== last).map((point) => dot(point, 1.75)),
    last ? dot(last, 3) : '',
  ];
  const middle = size.height / 2;
  return nameSvg(
    `<svg><path d="M0 ${middle}H${size.width}" stroke="currentColor" stroke-opacity="0.25" stroke-dasharray="2 4"/>` +
      `<path d="${path}" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>` +
      `${dots.join('')}</svg>`,
    { ...size, ...frame },
  );
}

const dot = ({ x, y }: { x: number; y: number | undefined }, radius: number): string =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="currentColor"/>`;

const clamp = (value: number): number => Math.min(10, Math.max(0, value));
const round = (length: number): number => Math.round(length * 10) / 10;
