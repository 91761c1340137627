import { Button, Textarea, TextInput } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { strings } from '../../strings/strings.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './EditFields.module.css';

const say = strings.decide;

/** An answer against the formula, never without a reason. */
export function EditByHand() {
  const { detail } = useSubject();
  const hand = useReview((state) => state.draftHand);
  const set = (draftHand: typeof hand) => useReview.setState({ draftHand });
  if (hand === null) {
    return (
      <div className={classes['buttons']}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconHandStop size={14} aria-hidden />}
          onClick={() => set({ answer: detail.current.answer, reason: detail.current.override?.reason ?? '' })}
        >
          {say.byHand}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes['hand']}>
      <TextInput
        label={say.byHandAnswer}
        value={hand.answer}
        dir="auto"
        autoFocus
        maxLength={20_000}
        onChange={(event) => set({ ...hand, answer: event.currentTarget.value })}
      />
      <Textarea
        label={say.byHandReason}
        description={say.byHandHint}
        required
        rows={2}
        maxLength={2000}
        value={hand.reason}
        onChange={(event) => set({ ...hand, reason: event.currentTarget.value })}
      />
      <div className={classes['buttons']}>
        <Button variant="default" size="compact-sm" onClick={() => set(null)}>
          {say.followFormula}
        </Button>
      </div>
    </div>
  );
}
