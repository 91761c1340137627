import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { callRoute } from '../../../client/call-route.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';
import classes from './LibraryScreen.module.css';
import { PathField } from './PathField.tsx';

const say = strings.library;

/** Says where a shard lies now; the backend makes sure that it is the same one. */
export function RelinkShard({ id, path }: { readonly id: string; readonly path: string }) {
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState(path);
  const relink = useMutation({
    mutationFn: (directory: string) => callRoute('relinkShard', { params: { id }, input: { path: directory } }),
    onSuccess: async () => {
      setOpen(false);
      announce(say.relinkDone(id));
      await queryClient.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (place.trim() !== '') relink.mutate(place.trim());
  };
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
        {say.relink}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={say.relinkTitle(id)} widthPx={520}>
        <form onSubmit={submit} className={classes['dialog']}>
          <PathField isFirst label={say.relinkField} placeholder="/path/to/dataset" kind="shard" value={place} onChange={setPlace} />
          <p>{say.relinkHint}</p>
          <ErrorNote error={relink.error} />
          <Button type="submit" size="sm" loading={relink.isPending} disabled={place.trim() === ''}>
            {say.relink.replace('…', '')}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
