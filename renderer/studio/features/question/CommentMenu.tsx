import { Button, Popover, Textarea } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { type FormEvent, memo, useEffect, useRef, useState } from 'react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { ariaKey, keyLabel } from '../../keys.ts';
import { useReview } from '../review/review-store.ts';
import { useSubjectAtHand } from '../review/SubjectContext.tsx';
import type { Decide } from '../review/use-decide.ts';

/** A comment for whoever looks at the question next; decides nothing. */
export const CommentMenu = memo(function CommentMenu({ decide }: { readonly decide: Decide }) {
  const subjectAtHand = useSubjectAtHand();
  const isOpen = useReview((state) => state.open === 'comment');
  const [text, setText] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A comment half typed belongs to the question it was typed for.
    if (!isOpen) setText('');
  }, [isOpen]);
  const setOpen = (open: boolean) => useReview.setState({ open: open ? 'comment' : null });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    decide.decide(subjectAtHand().detail, { operation: 'comment', comment: text.trim() });
  };
  return (
    <Popover opened={isOpen} transitionProps={{ duration: 0 }} onChange={setOpen} position="top-start" width={340} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="sm"
          variant="default"
          aria-keyshortcuts={ariaKey('comment')}
          leftSection={<IconMessage size={16} aria-hidden />}
          rightSection={<KeyCap label={keyLabel('comment')} />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(!isOpen)}
        >
          Comment
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Comment">
        <form ref={form} onSubmit={submit}>
          <Textarea
            label="Comment"
            rows={3}
            data-autofocus
            autoFocus
            dir="auto"
            value={text}
            maxLength={10_000}
            onChange={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !event.ctrlKey) return;
              event.preventDefault();
              form.current?.requestSubmit();
            }}
          />
          <Button type="submit" mt="sm" disabled={text.trim() === ''} rightSection={<KeyCap label="Ctrl+Enter" />}>
            Save comment
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
});
