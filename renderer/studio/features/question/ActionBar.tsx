import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconFlag, IconFlagFilled, IconPencil, IconPlayerSkipForward, type TablerIcon } from '@tabler/icons-react';
import { memo } from 'react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { runCommand, useCommands } from '../../key-dispatch.ts';
import { ariaKey, type CommandName, keyLabel } from '../../keys.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Decide } from '../review/use-decide.ts';
import classes from './ActionBar.module.css';
import { CommentMenu } from './CommentMenu.tsx';
import { editRefusal } from './edit-refusal.ts';
import { RejectMenu } from './RejectMenu.tsx';
import { SavedNote } from './SavedNote.tsx';

/** What can be decided now. */
export function ActionBar({ decide }: { readonly decide: Decide }) {
  const subject = useSubject();
  const { detail } = subject;
  const whyNoEdit = editRefusal(subject);
  useCommands({
    edit: () => {
      if (whyNoEdit === null) useReview.setState({ draft: subject.roles, open: null });
      else notifications.show({ id: 'no-edit', message: whyNoEdit, autoClose: 5000, withCloseButton: false });
    },
  });
  return (
    <div className={classes['bar']} role="toolbar" aria-label="Decide">
      <ActionButton command="approve" label="Approve" icon={IconCheck} color="approve" variant="filled" />
      <RejectMenu decide={decide} />
      <ActionButton command="edit" label="Edit" icon={IconPencil} whyDisabled={whyNoEdit} />
      <ActionButton command="skip" label="Skip" icon={IconPlayerSkipForward} />
      <ActionButton command="flag" label={detail.isFlagged ? 'Unflag' : 'Flag'} icon={detail.isFlagged ? IconFlagFilled : IconFlag} />
      <CommentMenu decide={decide} />
      <SavedNote />
    </div>
  );
}

/** A button that does what its key does, with the key printed on it. */
export const ActionButton = memo(function ActionButton(props: {
  readonly command: CommandName;
  readonly label: string;
  readonly icon: TablerIcon;
  readonly color?: string;
  readonly variant?: NonNullable<ButtonProps['variant']>;
  /** Why it does nothing now. The button stays within reach, so that everybody can read why. */
  readonly whyDisabled?: string | null;
}) {
  const Icon = props.icon;
  const whyDisabled = props.whyDisabled ?? null;
  const button = (
    <Button
      size="sm"
      variant={props.variant ?? 'default'}
      {...(props.color === undefined ? {} : { color: props.color })}
      {...(whyDisabled === null ? {} : { 'data-disabled': true, 'aria-disabled': true })}
      aria-keyshortcuts={ariaKey(props.command)}
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={<KeyCap label={keyLabel(props.command)} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => runCommand(props.command)}
    >
      {props.label}
    </Button>
  );
  if (whyDisabled === null) return button;
  return (
    <Tooltip label={whyDisabled} multiline maw={300}>
      {button}
    </Tooltip>
  );
});
