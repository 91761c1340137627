import { Button, Popover, Progress } from '@mantine/core';
import {
  IconArrowBackUp,
  IconCheck,
  IconCopy,
  IconFileExport,
  IconFlag,
  IconFlagOff,
  IconPlayerSkipForward,
  IconX,
} from '@tabler/icons-react';
import { memo, useState } from 'react';
import { otherReasonId } from '../../../../shared/model/decision.ts';
import { openDialog } from '../../dialogs.ts';
import { useCommands } from '../../key-dispatch.ts';
import { ariaKey } from '../../keys.ts';
import { strings } from '../../strings/strings.ts';
import { ReasonList } from '../question/ReasonList.tsx';
import classes from './BrowseScreen.module.css';
import { selectedCount, selectNone, useSelection } from './selection.ts';
import { useBulk } from './use-bulk.ts';

const say = strings.lists.browse;

/** What can be done with the selection; the keys of the review do the same here. `total` counts where everything is selected. */
export const BulkBar = memo(function BulkBar({ total, onCopy }: { readonly total: number; readonly onCopy: () => void }) {
  const bulk = useBulk();
  const [isRejecting, setRejecting] = useState(false);
  const count = selectedCount(useSelection(), total);
  const isReady = count > 0 && !bulk.isBusy;
  const when = (act: () => void) => () => (isReady ? act() : false);
  useCommands({
    approve: when(() => bulk.decide({ operation: 'approve' })),
    skip: when(() => bulk.decide({ operation: 'skip' })),
    flag: when(() => bulk.decide({ operation: 'flag' })),
    reject: when(() => setRejecting(true)),
    undo: () => !bulk.isBusy && bulk.turn('undo'),
    redo: () => !bulk.isBusy && bulk.turn('redo'),
  });
  if (bulk.isBusy) {
    const { done, total: of } = bulk.progress ?? { done: 0, total: count };
    return (
      <div className={classes['bulk']}>
        <Progress className={classes['progress'] ?? ''} value={(100 * done) / Math.max(1, of)} aria-label={say.working('', '')} />
        <span className={classes['selected']}>{say.working(done.toLocaleString('en'), of.toLocaleString('en'))}</span>
        <Button variant="default" onClick={bulk.stop}>
          {say.stop}
        </Button>
      </div>
    );
  }
  const plain = { variant: 'default', disabled: !isReady } as const;
  return (
    <div className={classes['bulk']}>
      <span className={classes['selected']}>{say.selected(count.toLocaleString('en'))}</span>
      <Button
        {...plain}
        aria-keyshortcuts={ariaKey('approve')}
        leftSection={<IconCheck size={15} aria-hidden />}
        onClick={() => bulk.decide({ operation: 'approve' })}
      >
        {say.approve}
      </Button>
      <Popover
        opened={isRejecting}
        transitionProps={{ duration: 0 }}
        onChange={setRejecting}
        position="top-start"
        width={280}
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            {...plain}
            aria-keyshortcuts={ariaKey('reject')}
            leftSection={<IconX size={15} aria-hidden />}
            aria-expanded={isRejecting}
            onClick={() => setRejecting(true)}
          >
            {say.reject}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={say.rejectReason} p={6}>
          <ReasonList
            // It needs a comment about each question.
            except={otherReasonId}
            onChoose={(reason) => {
              setRejecting(false);
              bulk.decide({ operation: 'reject', reason });
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <Button
        {...plain}
        aria-keyshortcuts={ariaKey('skip')}
        leftSection={<IconPlayerSkipForward size={15} aria-hidden />}
        onClick={() => bulk.decide({ operation: 'skip' })}
      >
        {say.skip}
      </Button>
      <Button {...plain} leftSection={<IconFlag size={15} aria-hidden />} onClick={() => bulk.decide({ operation: 'flag' })}>
        {say.flag}
      </Button>
      <Button {...plain} leftSection={<IconFlagOff size={15} aria-hidden />} onClick={() => bulk.decide({ operation: 'unflag' })}>
        {say.unflag}
      </Button>
      <Button {...plain} leftSection={<IconCopy size={15} aria-hidden />} onClick={onCopy}>
        {say.copy}
      </Button>
      <Button {...plain} leftSection={<IconFileExport size={15} aria-hidden />} onClick={() => openDialog('export-selection')}>
        {say.export}
      </Button>
      {count > 0 && (
        <Button variant="subtle" onClick={selectNone}>
          {say.selectNone}
        </Button>
      )}
      <Button
        variant="subtle"
        ml="auto"
        aria-keyshortcuts={ariaKey('undo')}
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        onClick={() => bulk.turn('undo')}
      >
        {say.undo}
      </Button>
    </div>
  );
});
