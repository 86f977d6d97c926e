import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, MarkAreaComponent, SVGRenderer]);

export interface Frame {
  /** Pixels; the picture scales with its place and keeps this shape. */
  readonly width: number;
  readonly height: number;
  /** Unique on its page: the picture's name and description are found by it. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/**
 * Draws a chart as one `<svg>` that may stand in a page whose policy allows no inline style: no style attribute, no
 * style element, no script; with a name and a description for those who do not see it.
 */
export function renderChart(option: EChartsCoreOption, frame: Frame): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: frame.width, height: frame.height });
  try {
    chart.setOption({ animation: false, ...option });
    return nameSvg(withoutStyles(chart.renderToSVGString()), frame);
  } finally {
    chart.dispose();
  }
}

/** Puts name and description on an `<svg>` that has none. */
export function nameSvg(svg: string, { width, height, id, title, description }: Frame): string {
  const inside = svg.slice(svg.indexOf('>') + 1);
  const open =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `role="img" aria-labelledby="${id}-title" aria-describedby="${id}-description" focusable="false">`;
  return `${open}<title id="${id}-title">${escape(title)}</title><desc id="${id}-description">${escape(description)}</desc>${inside}`;
}

function withoutStyles(svg: string): string {
  return svg
    .replaceAll(/<style[^>]*>[\s\S]*?<\/style>/gu, '')
    .replaceAll(/ style="([^"]*)"/gu, (_, declarations: string) => asAttributes(declarations))
    .replaceAll(/ (?:ecmeta_[a-z_]+|class|pointer-events)="[^"]*"/gu, '')
    .trim();
}

/** `font-size:12px;fill:red` as the attributes of the same names, which a page's style policy does not touch. */
const asAttributes = (declarations: string): string =>
  declarations
    .split(';')
    .map((declaration) => /^\s*([a-z-]+)\s*:\s*(.+?)\s*$/u.exec(declaration))
    .map((parts) => (parts ? ` ${parts[1]}="${parts[2]}"` : ''))
    .join('');

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string =>
  text.replaceAll(/[&<>"]/gu, (character) => entities[character] ?? '');
