import { Button, VisuallyHidden } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { countOf } from '../../../ui/count-of.ts';
import { Message } from '../../../ui/Message.tsx';
import { strings } from '../../strings/strings.ts';
import { FacetPanel } from '../lists/FacetPanel.tsx';
import { FilterChips } from '../lists/FilterChips.tsx';
import { clearFilters, listText, useList } from '../lists/list-store.ts';
import { SearchField } from '../lists/SearchField.tsx';
import { ViewsMenu } from '../lists/ViewsMenu.tsx';
import classes from './BrowseScreen.module.css';
import { BrowseTable } from './BrowseTable.tsx';
import { BulkBar } from './BulkBar.tsx';
import { ColumnMenu } from './ColumnMenu.tsx';
import { copyRows } from './copy-rows.ts';
import { useSelection } from './selection.ts';
import { useRows } from './use-rows.ts';

const say = strings.lists;

/** Every question of the workspace in one table: narrow, order, select, decide about many. */
export function BrowseScreen() {
  const [total, setTotal] = useState<number | null>(null);
  const list = useList((state) => state.list);
  const rows = useRows(listText(list), 0, 0);
  const isAll = useSelection((selection) => selection.isAll);
  const latest = useRef({ rows, total });
  latest.current = { rows, total };
  const copy = useCallback(() => void copyRows(latest.current.rows, latest.current.total ?? 0, 0), []);
  return (
    <main className={classes['screen']} aria-label={say.browse.title}>
      <VisuallyHidden component="h1">{say.browse.title}</VisuallyHidden>
      <aside className={classes['side']} aria-label={say.filters}>
        <FacetPanel />
      </aside>
      <div className={classes['main']}>
        <search className={classes['bar']} aria-label={say.browse.title}>
          <div className={classes['search']}>
            <SearchField />
          </div>
          <span className={classes['total']} aria-live="polite">
            {total === null ? '' : countOf(total, 'question')}
          </span>
          <div className={classes['right']}>
            <ViewsMenu />
            <ColumnMenu />
          </div>
        </search>
        <div className={classes['chips']}>
          <FilterChips />
        </div>
        <div className={classes['body']}>
          {total === 0 ? (
            <Message
              icon={IconListSearch}
              title={say.browse.none}
              action={
                <Button variant="default" onClick={clearFilters}>
                  {say.clear}
                </Button>
              }
            >
              {say.browse.noneText}
            </Message>
          ) : null}
          <div hidden={total === 0} style={{ display: total === 0 ? 'none' : 'grid', minHeight: 0, minWidth: 0 }}>
            <BrowseTable onTotal={setTotal} />
          </div>
          {/* Another length of the list concerns it only where everything is selected. */}
          <BulkBar total={isAll ? (total ?? 0) : 0} onCopy={copy} />
        </div>
      </div>
    </main>
  );
}
