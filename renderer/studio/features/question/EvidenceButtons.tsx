import { Button } from '@mantine/core';
import type { EvidenceFrame } from '../../../../shared/questions/question-type.ts';
import { useClock } from '../../../player/use-clock.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { keyLabel } from '../../keys.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { evidenceLabel } from '../video/evidence-label.ts';
import classes from './AnswerPanel.module.css';
import card from './QuestionCard.module.css';

/** The frames worth looking at; each jumps there. */
export function EvidenceButtons({ evidence }: { readonly evidence: readonly EvidenceFrame[] }) {
  const { roleViews } = useSubject();
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  if (evidence.length === 0) return null;
  return (
    <div className={classes['evidence']}>
      <span>
        Evidence <KeyCap label={keyLabel('evidence')} />
      </span>
      {evidence.map((each) => {
        const view = roleViews.find((role) => role.objectIndices.includes(each.objectIndex));
        return (
          <Button
            key={`${each.frame}-${each.objectIndex}-${each.reason}`}
            size="compact-xs"
            variant={each.frame === frame ? 'light' : 'default'}
            aria-label={`Go to frame ${each.frame}: ${evidenceLabel(each, view?.name ?? 'object')}`}
            title={evidenceLabel(each, view?.name ?? 'object')}
            leftSection={<i className={card['dot']} style={{ background: view?.color }} />}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => studioPlayer.seek(each.frame)}
          >
            {each.frame}
          </Button>
        );
      })}
    </div>
  );
}
