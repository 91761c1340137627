import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBookmark, IconLink, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, memo, useState } from 'react';
import { callRoute } from '../../../client/call-route.ts';
import { viewsQuery } from '../../../client/queries.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';
import { type ListState, queryFromList, replaceList, useList } from './list-store.ts';
import classes from './ViewsMenu.module.css';

const say = strings.lists;

/** Saved views: choose one, keep the present one under a name, take one away, copy a link. */
export const ViewsMenu = memo(function ViewsMenu() {
  const [isOpen, setOpen] = useState(false);
  const { data } = useQuery(viewsQuery);
  const list = useList((state) => state.list);
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: (view: { name: string; list: ListState; isRemoved?: boolean }) =>
      callRoute('saveView', { input: { ...view, list: { ...view.list } as Record<string, string> } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queryKeys.views }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    save.mutate({ name: name.trim(), list });
    announce(`${say.saveView}: ${name.trim()}`);
    setName('');
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={270} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={say.views}>
          <ActionIcon variant="default" size={30} aria-label={say.views} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconBookmark size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={say.views} p={8}>
        {(data?.views ?? []).length === 0 && <p className={classes['none']}>{say.noViews}</p>}
        <ul className={classes['views']}>
          {data?.views.map((view) => (
            <li key={view.name}>
              <button
                type="button"
                className={classes['view']}
                onClick={() => {
                  replaceList(view.list);
                  setOpen(false);
                }}
              >
                {view.name}
              </button>
              <ActionIcon
                aria-label={say.removeView(view.name)}
                onClick={() => save.mutate({ name: view.name, list: {}, isRemoved: true })}
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <form className={classes['save']} onSubmit={submit}>
          <TextInput
            aria-label={say.viewName}
            placeholder={say.viewName}
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            {say.saveView}
          </Button>
        </form>
        <ErrorNote error={save.error} />
        <Button
          variant="subtle"
          size="compact-xs"
          mt={6}
          leftSection={<IconLink size={14} aria-hidden />}
          onClick={() => void copyLink(list)}
        >
          {say.copyLink}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
});

/** Without the launch token, which is this sitting's own. */
async function copyLink(list: ListState): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}${location.pathname}#/browse?${queryFromList(list)}`);
  notifications.show({ message: say.linkCopied });
  announce(say.linkCopied);
}
