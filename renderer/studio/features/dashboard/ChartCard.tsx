import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconPhotoDown } from '@tabler/icons-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { goTo } from '../../navigation.ts';
import { strings } from '../../strings/strings.ts';
import type { ListState } from '../lists/list-store.ts';
import classes from './Dashboard.module.css';
import { savePng } from './save-png.ts';

const say = strings.lists.dashboard;

/** One line of a chart's table; `list` is what Browse shows of it. */
export interface ChartRow {
  readonly cells: readonly (string | number)[];
  readonly list?: ListState;
}

/** A chart with its table twin: the same figures to read, to copy and to reach by keyboard. */
export function ChartCard(props: {
  readonly title: string;
  readonly text?: string;
  readonly heads: readonly string[];
  readonly rows: readonly ChartRow[];
  readonly isWide?: boolean;
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, rows } = props;
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  const isEmpty = rows.length === 0;
  return (
    <section className={classes['card']} data-wide={props.isWide} aria-labelledby={id}>
      <div className={classes['cardHead']}>
        <h2 id={id}>{title}</h2>
        {props.controls}
        {!isEmpty && (
          <span className={classes['cardTools']}>
            <SegmentedControl
              aria-label={say.showAs(title)}
              size="xs"
              value={shown}
              onChange={(value) => setShown(value as 'chart' | 'table')}
              data={[
                { value: 'chart', label: say.asChart },
                { value: 'table', label: say.asTable },
              ]}
            />
            <Tooltip label={say.png}>
              <ActionIcon
                aria-label={`${say.png}: ${title}`}
                disabled={shown === 'table'}
                onClick={() => void savePng(body.current, title)}
              >
                <IconPhotoDown size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
      </div>
      {props.text && <p className={classes['text']}>{props.text}</p>}
      {isEmpty ? (
        <p className={classes['empty']}>{say.noneYet}</p>
      ) : shown === 'chart' ? (
        <div ref={body} className={classes['chart']} aria-hidden>
          {props.children}
        </div>
      ) : (
        <ChartTable title={title} heads={props.heads} rows={rows} />
      )}
    </section>
  );
}

function ChartTable({
  title,
  heads,
  rows,
}: {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly ChartRow[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className={classes['tableFrame']} tabIndex={0} aria-label={title}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells, list }) => (
            <tr key={String(cells[0])}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are their own identity
                <td key={column}>
                  {column === 0 && list !== undefined ? (
                    <button type="button" className={classes['link']} title={say.open(String(cell))} onClick={() => openInBrowse(list)}>
                      {cell}
                    </button>
                  ) : typeof cell === 'number' ? (
                    cell.toLocaleString('en')
                  ) : (
                    cell
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Shows in Browse what a figure counts. */
export function openInBrowse(list: ListState): void {
  goTo({ screen: 'browse', list });
}
