import { Button } from '@mantine/core';
import { memo } from 'react';
import type { EvidenceFrame } from '../../../../shared/questions/question-type.ts';
import { useClock } from '../../../player/use-clock.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { keyLabel } from '../../keys.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { evidenceLabel } from '../video/evidence-label.ts';
import classes from './AnswerPanel.module.css';
import card from './QuestionCard.module.css';

/** Frames with a button of their own; of more, the key and the timeline reach the rest. */
const maxButtons = 9;

/** The frames worth looking at; each jumps there. */
export function EvidenceButtons({ evidence }: { readonly evidence: readonly EvidenceFrame[] }) {
  const { roleViews } = useSubject();
  if (evidence.length === 0) return null;
  const shown = evidence.length > maxButtons ? evidence.slice(0, maxButtons - 1) : evidence;
  return (
    <div className={classes['evidence']}>
      <span>
        Evidence <KeyCap label={keyLabel('evidence')} />
      </span>
      {shown.map((each, place) => {
        const view = roleViews.find((role) => role.objectIndices.includes(each.objectIndex));
        const label = evidenceLabel(each, view?.name ?? 'object');
        // biome-ignore lint/suspicious/noArrayIndexKey: another question's frames take the places of these, which is quicker than to build them and keeps the focus
        return <FrameButton key={place} frame={each.frame} label={label} color={view?.color} />;
      })}
      {shown.length < evidence.length && <span>{evidence.length - shown.length} more on the timeline</span>}
    </div>
  );
}

/** Asks the clock only whether it is at this frame, so that a step repaints two buttons at most. */
const FrameButton = memo(function FrameButton(props: {
  readonly frame: number;
  readonly label: string;
  readonly color: string | undefined;
}) {
  const { frame, label, color } = props;
  const isShown = useClock(studioPlayer, (clock) => clock.frame === frame);
  return (
    <Button
      size="compact-xs"
      variant={isShown ? 'light' : 'default'}
      aria-label={`Go to frame ${frame}: ${label}`}
      title={label}
      leftSection={<i className={card['dot']} style={{ background: color }} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => studioPlayer.seek(frame)}
    >
      {frame}
    </Button>
  );
});
