import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { callRoute } from '../../../client/call-route.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';
import classes from './SettingsScreen.module.css';

const say = strings.settings;

/** The name that decisions carry. */
export function ReviewerSettings({ workspace }: { readonly workspace: WorkspaceSummary }) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(workspace.reviewer);
  const rename = useMutation({
    mutationFn: (name: string) => callRoute('setReviewer', { input: { name } }),
    onSuccess: (summary) => {
      queryClient.setQueryData(queryKeys.workspace, summary);
      announce(say.nameUsed(summary.reviewer));
    },
  });
  const name = draft.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name !== '' && name !== workspace.reviewer) rename.mutate(name);
  };
  return (
    <section className={classes['panel']} aria-label={say.reviewer}>
      <h2>{say.reviewer}</h2>
      <form onSubmit={submit} className={classes['row']}>
        <TextInput
          size="sm"
          label={say.reviewerName}
          description={workspace.isOpen ? say.reviewerHint : say.noWorkspace}
          value={draft}
          maxLength={100}
          disabled={!workspace.isOpen}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <Button type="submit" size="sm" loading={rename.isPending} disabled={name === '' || name === workspace.reviewer}>
          {say.useName}
        </Button>
      </form>
      <ErrorNote error={rename.error} />
    </section>
  );
}
