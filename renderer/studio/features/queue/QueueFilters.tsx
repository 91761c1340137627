import { Button, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { strings } from '../../strings/strings.ts';
import { FacetPanel } from '../lists/FacetPanel.tsx';
import { FilterChips } from '../lists/FilterChips.tsx';
import { filterOf, useList } from '../lists/list-store.ts';
import { OrderMenu } from '../lists/OrderMenu.tsx';
import { SearchField } from '../lists/SearchField.tsx';
import { ViewsMenu } from '../lists/ViewsMenu.tsx';
import classes from './QueuePanel.module.css';

const say = strings.lists;

/** Search, filters with their chips, saved views, order. */
export const QueueFilters = memo(function QueueFilters() {
  const count = Object.keys(filterOf(useList((state) => state.list))).length;
  const [isOpen, setOpen] = useState(false);
  return (
    <search className={classes['filters']} aria-label="Filter the queue">
      <SearchField />
      <div className={classes['pair']}>
        <Popover opened={isOpen} onChange={setOpen} position="right-start" width={280} trapFocus returnFocus>
          <Popover.Target>
            <Button
              variant="default"
              justify="start"
              leftSection={<IconFilter size={15} aria-hidden />}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {say.filterCount(count)}
            </Button>
          </Popover.Target>
          <Popover.Dropdown aria-label={say.filters} p={8} className={classes['facets'] ?? ''}>
            <FacetPanel />
          </Popover.Dropdown>
        </Popover>
        <ViewsMenu />
      </div>
      <FilterChips />
      <OrderMenu />
    </search>
  );
});
