import { BarChart, type BarChartSeries } from '@mantine/charts';
import type { ListState } from '../lists/list-store.ts';
import { openInBrowse } from './ChartCard.tsx';

/** One bar, or stack of bars: a name, numbers by series, and what Browse shows of it (per series where they differ). */
export interface Bar {
  readonly name: string;
  readonly list?: ListState;
  readonly lists?: Readonly<Record<string, ListState>>;
  readonly [series: string]: unknown;
}

/** Room for a bar that lies, and for its axis. */
const lyingBarPx = 26;
const axisPx = 46;
const mostLetters = 25;

/** A name on one line: broken in two it would run into the next one. */
function nameTick({
  x,
  y,
  payload,
}: {
  readonly x: number | string;
  readonly y: number | string;
  readonly payload: { readonly value: string };
}) {
  const { value } = payload;
  return (
    <text x={x} y={y} dy="0.355em" textAnchor="end" fill="var(--text-dim)" fontSize={12}>
      <title>{value}</title>
      {value.length > mostLetters ? `${value.slice(0, mostLetters - 1)}…` : value}
    </text>
  );
}

/** Bars that open in Browse what they count. Lying ones suit long names. */
export function Bars(props: {
  readonly bars: readonly Bar[];
  readonly series: BarChartSeries[];
  readonly isLying?: boolean;
  readonly isStacked?: boolean;
  readonly heightPx?: number;
  readonly nameWidthPx?: number;
}) {
  const { bars, series, isLying = false } = props;
  const open = (name: string) => (entry: unknown) => {
    const bar = (entry as { payload?: Bar }).payload;
    const list = bar?.lists?.[name] ?? bar?.list;
    if (list !== undefined) openInBrowse(list);
  };
  const legendPx = series.length > 3 ? 48 : series.length > 1 ? 24 : 0;
  const height = isLying
    ? bars.length * lyingBarPx * (props.isStacked || series.length === 1 ? 1 : 1.4) + axisPx + legendPx
    : (props.heightPx ?? 190) + legendPx;
  return (
    <BarChart
      h={height}
      data={bars as unknown as Record<string, unknown>[]}
      dataKey="name"
      series={series}
      type={props.isStacked ? 'stacked' : 'default'}
      {...(isLying ? { orientation: 'vertical' as const } : {})}
      yAxisProps={isLying ? { width: props.nameWidthPx ?? 170, interval: 0, tick: nameTick } : { width: 62, allowDecimals: false }}
      xAxisProps={isLying ? { allowDecimals: false } : { interval: 'preserveStartEnd' }}
      gridAxis={isLying ? 'x' : 'y'}
      withLegend={series.length > 1}
      legendProps={{ verticalAlign: 'bottom' }}
      barProps={(one) => ({ onClick: open(one.name), cursor: 'pointer', isAnimationActive: false, maxBarSize: 26 })}
      valueFormatter={(value) => value.toLocaleString('en')}
      tooltipAnimationDuration={0}
      // Keys reach the same figures in the table twin, where each can also be opened.
      barChartProps={{ accessibilityLayer: false }}
    />
  );
}
