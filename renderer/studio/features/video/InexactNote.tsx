import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { FrameState } from '../../../player/clock.ts';
import { useClock } from '../../../player/use-clock.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { keyLabel } from '../../keys.ts';
import { useInexact } from '../review/inexact.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import classes from './InexactNote.module.css';

const verbs = {
  approve: { label: 'Approve anyway', key: keyLabel('approve') },
  edit: { label: 'Save the edit anyway', key: keyLabel('commit') },
  reject: { label: 'Reject anyway', key: keyLabel('reject') },
} as const;

/** Asks for the second press that a judgement needs whose picture is not proven. Goes when the question or the frame does, or by Cancel. */
export function InexactNote() {
  const { detail } = useSubject();
  const asked = useInexact((state) => state.asked);
  const isSameFrame = useClock(studioPlayer, ({ frame }) => asked?.frame === frame);
  const isCurrent = asked !== null && asked.questionId === detail.id && isSameFrame;
  useEffect(() => {
    if (asked !== null && !isCurrent) useInexact.setState({ asked: null });
  }, [asked, isCurrent]);
  if (!isCurrent || !(asked.operation in verbs)) return null;
  const { label, key } = verbs[asked.operation as keyof typeof verbs];
  return (
    <div className={classes['note']} role="alert" data-testid="inexact-note">
      <IconAlertTriangle size={18} aria-hidden />
      <p>
        <strong>{reasonOf(asked.state)}</strong> Press {key} again to decide all the same; the decision will say so.
      </p>
      <Button size="compact-sm" variant="light" rightSection={<KeyCap label={key} />} onClick={asked.again}>
        {label}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => useInexact.setState({ asked: null })}>
        Cancel
      </Button>
    </div>
  );
}

function reasonOf(state: FrameState): string {
  if (state === 'unverified') return 'Nothing proves that this picture is this frame.';
  if (state === 'unreadable') return 'This frame has no picture.';
  if (state === 'error') return 'The video cannot be shown.';
  return 'The frame is not on screen yet.';
}
