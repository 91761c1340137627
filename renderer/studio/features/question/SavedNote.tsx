import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconCircleCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { runCommand } from '../../key-dispatch.ts';
import { ariaKey, keyLabel } from '../../keys.ts';
import { useReview } from '../review/review-store.ts';
import classes from './ActionBar.module.css';

/** What was stored last, with its way back. It has its own place, so that it never covers what is judged next. */
export const SavedNote = memo(function SavedNote() {
  const saved = useReview((state) => state.saved);
  if (saved === null) return null;
  const way = saved.isUndo
    ? ({ command: 'redo', label: 'Redo', icon: IconArrowForwardUp } as const)
    : ({ command: 'undo', label: 'Undo', icon: IconArrowBackUp } as const);
  return (
    <div className={classes['saved']}>
      <IconCircleCheck size={16} aria-hidden />
      <span title={saved.text}>{saved.text}</span>
      <Button
        size="compact-sm"
        variant="subtle"
        aria-keyshortcuts={ariaKey(way.command)}
        leftSection={<way.icon size={15} aria-hidden />}
        rightSection={<KeyCap label={keyLabel(way.command)} />}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runCommand(way.command)}
      >
        {way.label}
      </Button>
    </div>
  );
});
