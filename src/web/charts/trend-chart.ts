import { palette, type Palette } from './palette.ts';
import { renderChart, type Frame } from './render-chart.ts';

export type Line = 'alliance' | 'goals' | 'tasks' | 'bond';

/** One week; what was not given is missing and leaves a gap in its line. */
export type TrendWeek = { readonly label: string } & { readonly [line in Line]?: number | undefined };

export interface Trend extends Frame {
  /** Oldest first. */
  readonly weeks: readonly TrendWeek[];
  /** Which lines, in this order, and what each is called. */
  readonly lines: readonly { readonly line: Line; readonly name: string }[];
  /** 0–10: a faint band up to here shows where a domain counts as low. */
  readonly low?: number;
}

/** The weekly scores 0–10 as lines over time, with gaps where a week was missed. */
export function trendChart(trend: Trend): string {
  const font = { color: palette.text, fontFamily: 'system-ui, sans-serif', fontSize: 12.5 };
  return renderChart(
    {
      textStyle: font,
      grid: { left: 34, right: 16, top: trend.width < 480 ? 70 : 48, bottom: 30 },
      legend: {
        top: 0,
        left: 0,
        itemWidth: 30,
        // wide: the names are measured without their font
        itemGap: 28,
        textStyle: font,
        data: trend.lines.map(({ name }) => name),
      },
      xAxis: {
        type: 'category',
        data: trend.weeks.map(({ label }) => label),
        boundaryGap: trend.weeks.length < 2,
        axisLine: { lineStyle: { color: palette.grid } },
        axisTick: { show: false },
        axisLabel: { ...font, hideOverlap: true, margin: 10, alignMinLabel: 'left', alignMaxLabel: 'right' },
      },
      yAxis: {
        min: 0,
        max: 10,
        interval: trend.height < 200 ? 5 : 2,
        axisLabel: font,
        splitLine: { lineStyle: { color: palette.grid } },
      },
      series: trend.lines.map(({ line, name }, place) => ({
        ...drawn[line],
        name,
        type: 'line',
        clip: false,
        connectNulls: false,
        data: trend.weeks.map((week) => week[line] ?? null),
        color: palette[line],
        lineStyle: { ...drawn[line].lineStyle, color: palette[line] },
        itemStyle: { color: palette[line], borderWidth: 0 },
        ...(place === 0 && trend.low !== undefined && { markArea: band(trend.low, palette) }),
      })),
    },
    trend,
  );
}

const drawn = {
  alliance: { symbol: 'circle', symbolSize: 7, z: 4, lineStyle: { width: 3.5 } },
  goals: { symbol: 'rect', symbolSize: 7, z: 3, lineStyle: { width: 2 } },
  tasks: { symbol: 'triangle', symbolSize: 9, z: 3, lineStyle: { width: 2, type: [7, 4] } },
  bond: { symbol: 'diamond', symbolSize: 10, z: 3, lineStyle: { width: 2, type: [2, 3] } },
} as const;

const band = (low: number, palette: Palette): object => ({
  silent: true,
  itemStyle: { color: palette.band },
  data: [[{ yAxis: 0 }, { yAxis: low }]],
});
