import { palette } from './palette.ts';
import { renderChart, type Frame } from './render-chart.ts';

export type HomeworkStatus = 'done' | 'partly' | 'not-done';

export interface HomeworkWeek {
  readonly label: string;
  /** 0–10; missing where it was not given. */
  readonly difficulty?: number | undefined;
  /** The least done of the week's homework; missing where none was set or none answered. */
  readonly status?: HomeworkStatus | undefined;
}

export interface HomeworkChart extends Frame {
  readonly weeks: readonly HomeworkWeek[];
  /** What each status is called in the legend. */
  readonly names: Readonly<Record<HomeworkStatus, string>>;
}

/** How difficult the homework was each week, 0–10; the shape and fill of each mark say how much of it was done. */
export function homeworkChart(chart: HomeworkChart): string {
  const font = { color: palette.text, fontFamily: 'system-ui, sans-serif', fontSize: 12.5 };
  return renderChart(
    {
      textStyle: font,
      grid: { left: 34, right: 16, top: 48, bottom: 30 },
      legend: { top: 0, left: 0, itemWidth: 14, itemGap: 28, textStyle: font },
      xAxis: {
        type: 'category',
        data: chart.weeks.map(({ label }) => label),
        axisLine: { lineStyle: { color: palette.grid } },
        axisTick: { show: false },
        axisLabel: { ...font, hideOverlap: true, margin: 10 },
      },
      yAxis: {
        min: 0,
        max: 10,
        interval: 5,
        axisLabel: font,
        splitLine: { lineStyle: { color: palette.grid } },
      },
      series: statuses.map((status) => ({
        type: 'bar',
        stack: 'week',
        name: chart.names[status],
        barMaxWidth: 18,
        barMinHeight: 3,
        color: looks[status].color,
        itemStyle: looks[status],
        data: chart.weeks.map((week) => (week.status === status ? (week.difficulty ?? null) : null)),
      })),
    },
    chart,
  );
}

const statuses = ['done', 'partly', 'not-done'] as const satisfies readonly HomeworkStatus[];

const looks = {
  done: { color: '#1c6b66', borderColor: '#1c6b66', borderWidth: 1.5 },
  partly: { color: '#a9cfc9', borderColor: '#1c6b66', borderWidth: 1.5 },
  'not-done': { color: palette.surface, borderColor: '#8a5a00', borderWidth: 1.5, borderType: [3, 3] },
} as const satisfies Readonly<Record<HomeworkStatus, object>>;
