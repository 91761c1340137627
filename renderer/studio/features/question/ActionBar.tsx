import { Button, type ButtonProps } from '@mantine/core';
import { IconCheck, IconFlag, IconFlagFilled, IconPencil, IconPlayerSkipForward, type TablerIcon } from '@tabler/icons-react';
import { memo } from 'react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { runCommand, useCommands } from '../../key-dispatch.ts';
import { ariaKey, type CommandName, keyLabel } from '../../keys.ts';
import { noDraft, useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Decide } from '../review/use-decide.ts';
import classes from './ActionBar.module.css';
import { CommentMenu } from './CommentMenu.tsx';
import { FixMenu } from './FixMenu.tsx';
import { RejectMenu } from './RejectMenu.tsx';
import { SavedNote } from './SavedNote.tsx';

/** What can be decided now. */
export function ActionBar({ decide }: { readonly decide: Decide }) {
  const subject = useSubject();
  const { detail } = subject;
  useCommands({ edit: () => useReview.setState({ ...noDraft, draft: subject.roles ?? {}, open: null }) });
  return (
    <div className={classes['bar']} role="toolbar" aria-label="Decide" data-tour="decide">
      <ActionButton command="approve" label="Approve" icon={IconCheck} color="approve" variant="filled" />
      <RejectMenu decide={decide} />
      <ActionButton command="edit" label="Edit" icon={IconPencil} />
      <ActionButton command="skip" label="Skip" icon={IconPlayerSkipForward} />
      <ActionButton command="flag" label={detail.isFlagged ? 'Unflag' : 'Flag'} icon={detail.isFlagged ? IconFlagFilled : IconFlag} />
      <CommentMenu decide={decide} />
      <FixMenu onlyFaults />
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
}) {
  const Icon = props.icon;
  return (
    <Button
      size="sm"
      variant={props.variant ?? 'default'}
      {...(props.color === undefined ? {} : { color: props.color })}
      aria-keyshortcuts={ariaKey(props.command)}
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={<KeyCap label={keyLabel(props.command)} />}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => runCommand(props.command)}
    >
      {props.label}
    </Button>
  );
});
