import { Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { callRoute } from '../../../client/call-route.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';

/** The name that decisions carry; a click changes it. */
export function ReviewerName({ name }: { readonly name: string }) {
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(name);
  const rename = useMutation({
    mutationFn: (next: string) => callRoute('setReviewer', { input: { name: next } }),
    onSuccess: (summary) => {
      queryClient.setQueryData(queryKeys.workspace, summary);
      setOpen(false);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.trim() !== '') rename.mutate(draft.trim());
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus position="bottom-end" width={280}>
      <Popover.Target>
        <Tooltip label="Reviewer: decisions carry this name" disabled={isOpen}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconUser size={15} aria-hidden />}
            aria-label={`Reviewer ${name}, change`}
            onClick={() => {
              setDraft(name);
              setOpen(!isOpen);
            }}
          >
            {name}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Reviewer">
        <form onSubmit={submit}>
          <TextInput
            label="Your name"
            description="Stored with every decision from now on."
            value={draft}
            maxLength={100}
            data-autofocus
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <ErrorNote error={rename.error} />
          <Button type="submit" fullWidth mt="sm" loading={rename.isPending} disabled={draft.trim() === ''}>
            Use this name
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
