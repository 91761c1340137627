import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { strings } from '../../strings/strings.ts';
import classes from './BrowseScreen.module.css';
import { moveColumn, resetColumns, showColumn, useColumns } from './column-store.ts';
import { columns } from './columns.tsx';

const say = strings.lists.browse;
const titles = new Map(columns.map(({ id, header }) => [id, String(header)]));

/** Which columns, in which order. */
export const ColumnMenu = memo(function ColumnMenu() {
  const { order, hidden } = useColumns();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconColumns size={15} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {say.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say.columns} p={8}>
        <ul className={classes['columns']}>
          {order.map((id, place) => {
            const title = titles.get(id) ?? id;
            return (
              <li key={id}>
                <label>
                  <input type="checkbox" checked={!hidden.includes(id)} onChange={(event) => showColumn(id, event.currentTarget.checked)} />
                  {title}
                </label>
                <ActionIcon size={24} aria-label={say.moveLeft(title)} disabled={place === 0} onClick={() => moveColumn(id, -1)}>
                  <IconArrowUp size={14} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  size={24}
                  aria-label={say.moveRight(title)}
                  disabled={place === order.length - 1}
                  onClick={() => moveColumn(id, 1)}
                >
                  <IconArrowDown size={14} aria-hidden />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
        <Button variant="subtle" size="compact-xs" onClick={resetColumns}>
          {say.resetColumns}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
});
