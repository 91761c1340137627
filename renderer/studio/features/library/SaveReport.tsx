import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { callRoute } from '../../../client/call-route.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';
import { SaveTarget } from '../export/SaveTarget.tsx';
import classes from './LibraryScreen.module.css';

const say = strings.library;

/** Keeps the problem report as a file. */
export function SaveReport() {
  const [isOpen, setOpen] = useState(false);
  const [out, setOut] = useState('');
  const save = useMutation({
    mutationFn: (file: string) => callRoute('saveProblems', { input: { out: file } }),
    onSuccess: ({ problems }, file) => announce(say.saved(problems, file)),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (out.trim() !== '') save.mutate(out.trim());
  };
  const close = () => {
    setOpen(false);
    save.reset();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {say.saveReport}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={say.saveReportTitle} widthPx={520}>
        <form onSubmit={submit} className={classes['dialog']}>
          <SaveTarget value={out} onChange={setOut} suggestedName="problems.jsonl" isFolder={false} />
          <p>{say.saveReportHint}</p>
          <ErrorNote error={save.error} />
          {save.data && <p role="status">{say.saved(save.data.problems, save.variables ?? '')}</p>}
          <Button type="submit" size="sm" loading={save.isPending} disabled={out.trim() === ''}>
            {say.save}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
