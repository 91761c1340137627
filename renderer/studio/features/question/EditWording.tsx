import { Button, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { strings } from '../../strings/strings.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { typeWording } from './choose-role.ts';
import classes from './EditFields.module.css';

const say = strings.decide;

/** The wording by hand: typed freely, read back into the roles. */
export function EditWording({ text }: { readonly text: string }) {
  const subject = useSubject();
  const draftText = useReview((state) => state.draftText);
  if (draftText === null) {
    return (
      <div className={classes['buttons']}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => useReview.setState({ draftText: text })}
        >
          {say.writeWording}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes['wording']}>
      <Textarea
        label={say.wording}
        description={subject.type === null || subject.type.roleNames.length === 0 ? null : say.wordingHint}
        value={draftText}
        dir="auto"
        autosize
        minRows={2}
        maxRows={6}
        maxLength={20_000}
        data-autofocus
        autoFocus
        onChange={(event) => typeWording(subject, event.currentTarget.value)}
      />
      <div className={classes['buttons']}>
        <Button variant="default" size="compact-sm" onClick={() => useReview.setState({ draftText: null })}>
          {say.dropWording}
        </Button>
      </div>
    </div>
  );
}
