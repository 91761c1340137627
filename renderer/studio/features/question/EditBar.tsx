import { Button } from '@mantine/core';
import { IconAlertTriangle, IconDeviceFloppy } from '@tabler/icons-react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { useCommands } from '../../key-dispatch.ts';
import { ariaKey, keyLabel } from '../../keys.ts';
import { noDraft, useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Decide } from '../review/use-decide.ts';
import classes from './ActionBar.module.css';
import { FixMenu } from './FixMenu.tsx';
import type { EditState } from './use-edit.ts';

/** Save or drop the edit; a refusal stands here and blocks saving. */
export function EditBar({ edit, decide }: { readonly edit: EditState | null; readonly decide: Decide }) {
  const { detail } = useSubject();
  const cancel = () => useReview.setState({ ...noDraft });
  const isBlocked = edit === null || edit.isUntouched || edit.refusal !== null;
  const save = () => {
    if (!isBlocked) decide.decide(detail, { operation: 'edit', edit: edit.edit });
  };
  useCommands({ commit: save, cancel });
  return (
    <div className={classes['bar']} role="toolbar" aria-label="Edit">
      <Button
        size="sm"
        disabled={isBlocked}
        aria-keyshortcuts={ariaKey('commit')}
        leftSection={<IconDeviceFloppy size={16} aria-hidden />}
        rightSection={<KeyCap label={keyLabel('commit')} />}
        onClick={save}
      >
        Save edit
      </Button>
      <Button
        size="sm"
        variant="default"
        aria-keyshortcuts={ariaKey('cancel')}
        rightSection={<KeyCap label={keyLabel('cancel')} />}
        onClick={cancel}
      >
        Cancel
      </Button>
      <FixMenu />
      {edit?.refusal != null && !edit.isUntouched && (
        <p className={classes['blocked']} role="status">
          <IconAlertTriangle size={15} aria-hidden />
          {edit.refusal}
        </p>
      )}
    </div>
  );
}
