import { Spotlight, SpotlightActionsGroup, useSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { useCommands } from '../../key-dispatch.ts';
import { strings } from '../../strings/strings.ts';
import classes from './Palette.module.css';
import { lightFirstEntry, paletteStore } from './palette-store.ts';
import { type PaletteEntry, usePaletteEntries } from './use-palette-entries.ts';

const say = strings.palette;
/** Entries of a group drawn at most. */
const mostPerGroup = 40;

/** Everything one can do or go to, found by typing. */
export function Palette() {
  const [query, setQuery] = useState('');
  // What can be done depends on the screen beneath: looked at anew whenever the palette opens.
  const { opened } = useSpotlight(paletteStore.store);
  const groups = usePaletteEntries(query);
  useCommands({ palette: () => paletteStore.open() });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list may have changed
  useEffect(() => {
    if (opened) lightFirstEntry();
  }, [opened, query, groups]);
  const isEmpty = groups.every(({ entries }) => entries.length === 0);
  return (
    <Spotlight.Root
      store={paletteStore.store}
      query={query}
      onQueryChange={setQuery}
      attributes={{ content: { 'aria-label': say.label } }}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight="min(460px, 70vh)"
      size={620}
      centered={false}
      yOffset="10vh"
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search autoFocus aria-label={say.label} placeholder={say.placeholder} leftSection={<IconSearch size={18} aria-hidden />} />
      <Spotlight.ActionsList aria-label={say.label} className={classes['list'] ?? ''}>
        {isEmpty && <Spotlight.Empty>{say.nothing}</Spotlight.Empty>}
        {groups.map(
          ({ label, entries }) =>
            entries.length > 0 && (
              <SpotlightActionsGroup key={label} label={label}>
                {entries.slice(0, mostPerGroup).map((entry) => (
                  <Entry key={entry.id} entry={entry} />
                ))}
              </SpotlightActionsGroup>
            ),
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Entry({ entry }: { readonly entry: PaletteEntry }) {
  return (
    <Spotlight.Action className={classes['entry'] ?? ''} onClick={entry.run}>
      <span className={classes['label']} dir="auto">
        {entry.label}
        {entry.note !== undefined && <small>{entry.note}</small>}
      </span>
      {entry.keys?.map((label) => (
        <KeyCap key={label} label={label} isRead />
      ))}
    </Spotlight.Action>
  );
}
