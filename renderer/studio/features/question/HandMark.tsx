import { IconHandStop } from '@tabler/icons-react';
import type { QuestionContent } from '../../../../shared/api/index.ts';
import { strings } from '../../strings/strings.ts';
import classes from './EditFields.module.css';

const say = strings.decide;

/** Says of an answer that it was set by hand, why, and what the formula says instead. */
export function HandMark({ override }: { readonly override: NonNullable<QuestionContent['override']> }) {
  return (
    <div className={classes['handMark']}>
      <b>
        <IconHandStop size={14} aria-hidden /> {say.handMark}: {say.handInstead(override.derivedAnswer)}
      </b>
      <span dir="auto">{override.reason}</span>
    </div>
  );
}
