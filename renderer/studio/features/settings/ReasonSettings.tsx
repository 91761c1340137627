import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { maxActiveReasons, type RejectReason } from '../../../../shared/model/decision.ts';
import { callRoute } from '../../../client/call-route.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { strings } from '../../strings/strings.ts';
import { addReason, moveReason, renameReason, setRetired } from './edit-reasons.ts';
import classes from './SettingsScreen.module.css';

const say = strings.settings;

/** The workspace's reasons for rejecting: rename, move, retire, add. */
export function ReasonSettings({ stored }: { readonly stored: readonly RejectReason[] }) {
  const queryClient = useQueryClient();
  const [added, setAdded] = useState('');
  const save = useMutation({
    mutationFn: (reasons: readonly RejectReason[]) => callRoute('setRejectReasons', { input: { reasons: [...reasons] } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.workspace }),
  });
  const active = stored.filter(({ isRetired }) => !isRetired);
  const retired = stored.filter(({ isRetired }) => isRetired);
  const isFull = active.length >= maxActiveReasons;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (added.trim() !== '') save.mutate(addReason(stored, added.trim()));
  };
  return (
    <section className={classes['panel']} aria-label={say.reasons}>
      <h2>{say.reasons}</h2>
      <p className={classes['hint']}>{say.reasonsHint}</p>
      <ol className={classes['reasons']}>
        {active.map((reason, index) => (
          <li key={reason.id} className={classes['reason']}>
            <span className={classes['digit']} aria-hidden>
              {index + 1}
            </span>
            <LabelField
              label={say.reasonLabel(index + 1)}
              value={reason.label}
              onSave={(label) => save.mutate(renameReason(stored, reason.id, label))}
            />
            <ActionIcon
              aria-label={say.moveUp(reason.label)}
              disabled={index === 0}
              onClick={() => save.mutate(moveReason(stored, reason.id, -1))}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              aria-label={say.moveDown(reason.label)}
              disabled={index === active.length - 1}
              onClick={() => save.mutate(moveReason(stored, reason.id, 1))}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              aria-label={say.retire(reason.label)}
              disabled={active.length === 1}
              onClick={() => save.mutate(setRetired(stored, reason.id, true))}
            >
              <IconArchive size={16} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ol>
      <form onSubmit={submit} className={classes['row']}>
        <TextInput
          size="sm"
          label={say.newReason}
          description={isFull ? say.tooMany : null}
          value={added}
          maxLength={80}
          disabled={isFull}
          onChange={(event) => setAdded(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" variant="default" disabled={isFull || added.trim() === ''}>
          {say.add}
        </Button>
      </form>
      {retired.length > 0 && (
        <>
          <h2>{say.retiredLabel}</h2>
          <ul className={classes['reasons']}>
            {retired.map((reason) => (
              <li key={reason.id} className={classes['reason']}>
                <ActionIcon
                  aria-label={say.restore(reason.label)}
                  disabled={isFull}
                  onClick={() => save.mutate(setRetired(stored, reason.id, false))}
                >
                  <IconArrowBackUp size={16} aria-hidden />
                </ActionIcon>
                <span>{reason.label}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ErrorNote error={save.error} />
    </section>
  );
}

/** Kept when the focus leaves it or Enter is pressed; Esc takes back what was typed. */
function LabelField({
  label,
  value,
  onSave,
}: {
  readonly label: string;
  readonly value: string;
  readonly onSave: (value: string) => void;
}) {
  const [draft, setDraft] = useState(value);
  const keep = () => {
    const next = draft.trim();
    if (next === '') setDraft(value);
    else if (next !== value) onSave(next);
  };
  return (
    <TextInput
      aria-label={label}
      value={draft}
      maxLength={80}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setDraft(value);
      }}
    />
  );
}
