import { Button, Popover, Textarea } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, useRef, useState } from 'react';
import { otherReasonId } from '../../../../shared/model/decision.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { ariaKey, keyLabel } from '../../keys.ts';
import { useReview } from '../review/review-store.ts';
import { useSubjectAtHand } from '../review/SubjectContext.tsx';
import type { Decide } from '../review/use-decide.ts';
import { ReasonList } from './ReasonList.tsx';

/** Reject with one of the workspace's reasons: X, then a digit. A comment may be typed first; the reason "other" needs one. */
export const RejectMenu = memo(function RejectMenu({ decide }: { readonly decide: Decide }) {
  const subjectAtHand = useSubjectAtHand();
  const isOpen = useReview((state) => state.open === 'reject');
  const setOpen = (open: boolean) => useReview.setState({ open: open ? 'reject' : null });
  return (
    <Popover opened={isOpen} transitionProps={{ duration: 0 }} onChange={setOpen} position="top-start" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="sm"
          color="reject"
          variant="filled"
          aria-keyshortcuts={ariaKey('reject')}
          leftSection={<IconX size={16} aria-hidden />}
          rightSection={<KeyCap label={keyLabel('reject')} />}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setOpen(!isOpen)}
        >
          Reject
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Reason for rejecting" p={6}>
        <Reasons
          onChoose={(reason, comment) =>
            decide.decide(subjectAtHand().detail, { operation: 'reject', reason, ...(comment === '' ? {} : { comment }) })
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
});

function Reasons({ onChoose }: { readonly onChoose: (reason: string, comment: string) => void }) {
  const [comment, setComment] = useState('');
  const [isCommentMissing, setCommentMissing] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const choose = (reason: string) => {
    if (reason === otherReasonId && comment.trim() === '') {
      setCommentMissing(true);
      box.current?.focus();
    } else onChoose(reason, comment.trim());
  };
  return (
    <div>
      <ReasonList onChoose={choose} />
      <Textarea
        ref={box}
        mt={6}
        rows={2}
        aria-label="Comment"
        dir="auto"
        placeholder="Comment (optional; first, then the reason)"
        error={isCommentMissing ? 'Say what is wrong, then press Ctrl+Enter.' : null}
        value={comment}
        maxLength={10_000}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          choose(otherReasonId);
        }}
      />
    </div>
  );
}
