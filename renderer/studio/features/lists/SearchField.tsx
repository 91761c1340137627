import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState } from 'react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { useCommands } from '../../key-dispatch.ts';
import { ariaKey, keyLabel } from '../../keys.ts';
import { strings } from '../../strings/strings.ts';
import { setList, useList } from './list-store.ts';

/** How long typing must rest before the list follows. */
const restMs = 200;

/** Searches the list's questions and answers; `/` brings the cursor here. */
export const SearchField = memo(function SearchField() {
  const text = useList((state) => state.list.text ?? '');
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  useCommands({ search: () => field.current?.select() });
  // What changes the text elsewhere (a chip, a view) shows here too, unless somebody is typing.
  useEffect(() => setTyped((now) => (now.trim() === text ? now : text)), [text]);
  useEffect(() => {
    if (typed.trim() === (useList.getState().list.text ?? '')) return;
    const timer = setTimeout(() => setList({ text: typed.trim() }), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      ref={field}
      aria-label={strings.lists.search}
      aria-keyshortcuts={ariaKey('search')}
      placeholder={strings.lists.searchShort}
      value={typed}
      maxLength={500}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={typed === '' ? <KeyCap label={keyLabel('search')} /> : null}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  );
});
