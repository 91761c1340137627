import { Button, Loader } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef } from 'react';
import { countOf } from '../../../ui/count-of.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { Message } from '../../../ui/Message.tsx';
import { goTo } from '../../navigation.ts';
import { clearFilters } from '../lists/list-store.ts';
import { QueueFilters } from './QueueFilters.tsx';
import classes from './QueuePanel.module.css';
import { QueueRow, rowHeightPx, rowId } from './QueueRow.tsx';
import type { Queue } from './use-queue.ts';

/** Rows loaded at most to find the question on screen. */
const maxSearchedRows = 3000;

/** The questions to review, narrowed and ordered, however many there are. */
export const QueuePanel = memo(function QueuePanel({ queue, currentId }: { readonly queue: Queue; readonly currentId: string | null }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { rows } = queue;
  const virtualizer = useVirtualizer({
    count: queue.hasMore ? rows.length + 1 : rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPx,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { loadMore } = queue;
  useEffect(() => {
    if (isSought || lastShown >= rows.length - 20) loadMore();
  });
  const currentIndex = rows.findIndex((row) => row.id === currentId);
  // A link or an undo may lead to a question that is not loaded yet: look for it, but not through a whole huge shard.
  const isSought = currentId !== null && currentIndex < 0 && rows.length < maxSearchedRows;
  useEffect(() => {
    if (currentIndex < 0 || scroller.current === null) return;
    // From the sizes the virtualizer observed: reading them off the page here would cost a layout with every question.
    const [from, height] = [virtualizer.scrollOffset ?? 0, virtualizer.scrollRect?.height ?? 0];
    const top = currentIndex * rowHeightPx;
    if (top < from || top + rowHeightPx > from + height) scroller.current.scrollTop = top - rowHeightPx;
  }, [currentIndex, virtualizer]);
  return (
    <nav className={classes['panel']} aria-label="Queue" data-tour="queue">
      <QueueFilters />
      <ErrorNote error={queue.error} />
      <div
        ref={scroller}
        className={classes['list']}
        role="listbox"
        tabIndex={0}
        aria-label="Questions"
        aria-activedescendant={currentIndex >= 0 && currentId !== null ? rowId(currentId) : undefined}
        aria-busy={queue.isPending}
      >
        {!queue.isPending && rows.length === 0 && queue.error === null ? (
          <Message
            icon={IconListSearch}
            title="No question fits"
            action={
              <Button variant="default" onClick={clearFilters}>
                Clear the filters
              </Button>
            }
          >
            Nothing in this workspace fits the search and filters above.
          </Message>
        ) : (
          <div role="presentation" className={classes['sheet']} style={{ height: virtualizer.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index];
              return row === undefined ? (
                <div key="more" role="presentation" className={classes['more']} style={{ transform: `translateY(${item.start}px)` }}>
                  <Loader size="xs" aria-label="Loading more" />
                </div>
              ) : (
                <QueueRow
                  key={row.id}
                  row={row}
                  top={item.start}
                  position={item.index + 1}
                  total={queue.total}
                  isCurrent={row.id === currentId}
                  onOpen={openQuestion}
                />
              );
            })}
          </div>
        )}
      </div>
      <p className={classes['foot']}>
        {currentIndex >= 0 ? `${(currentIndex + 1).toLocaleString('en')} of ` : ''}
        {countOf(queue.total, 'question')}
      </p>
    </nav>
  );
});

function openQuestion(questionId: string): void {
  goTo({ screen: 'review', questionId });
}
