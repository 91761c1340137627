import { Button, FileButton, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { keymapSchema } from '../../../../shared/model/user-settings.ts';
import { announce } from '../../announce.ts';
import { type CommandName, commandList, conflictIn, keyCommands } from '../../keys.ts';
import { changeSettings, useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import { KeyRow } from './KeyRow.tsx';
import classes from './SettingsScreen.module.css';

const say = strings.settings;
const groups = [...new Set(commandList.map(({ group }) => group))];

/** Every command with its keys, to be changed by pressing another one. */
export function KeySettings() {
  const { keys, hasSingleKeys } = useSettings();
  const [recording, setRecording] = useState<CommandName | null>(null);
  return (
    <section className={classes['panel']} aria-label={say.keys}>
      <div className={classes['labelled']}>
        <h2>{say.keys}</h2>
        <span className={classes['buttons']}>
          <Button variant="default" onClick={() => exportKeys(keys)}>
            {say.exportKeys}
          </Button>
          <FileButton accept="application/json" onChange={(file) => void importKeys(file)}>
            {(props) => (
              <Button variant="default" {...props}>
                {say.importKeys}
              </Button>
            )}
          </FileButton>
          <Button variant="default" disabled={Object.keys(keys).length === 0} onClick={() => changeSettings({ keys: {} })}>
            {say.resetKeys}
          </Button>
        </span>
      </div>
      <Switch
        label={say.singleKeys}
        description={say.singleKeysHint}
        checked={hasSingleKeys}
        onChange={(event) => changeSettings({ hasSingleKeys: event.currentTarget.checked })}
      />
      {groups.map((group) => (
        <div key={group} className={classes['group']}>
          <h3>{group}</h3>
          <ul className={classes['keys']}>
            {commandList
              .filter((command) => command.group === group)
              .map(({ name, label }) => (
                <KeyRow
                  key={name}
                  name={name}
                  label={label}
                  isRecording={recording === name}
                  onRecord={(isOn) => setRecording(isOn ? name : null)}
                />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function exportKeys(keys: unknown): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(keys, null, 2)}\n`], { type: 'application/json' }));
  link.download = 'sightline-keys.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** Takes over a whole keymap or nothing of it. */
async function importKeys(file: File | null): Promise<void> {
  if (file === null) return;
  const refuse = (message: string) => notifications.show({ color: 'red', message, autoClose: 8000 });
  let read: ReturnType<typeof keymapSchema.safeParse>;
  try {
    read = keymapSchema.safeParse(JSON.parse(await file.text()));
  } catch {
    return void refuse(say.keysUnreadable);
  }
  if (!read.success || Object.keys(read.data).some((name) => !Object.hasOwn(keyCommands, name))) return void refuse(say.keysUnreadable);
  const conflict = conflictIn(read.data);
  if (conflict !== null) {
    const [a, b, binding] = conflict;
    return void refuse(say.keysConflict(keyCommands[a].label, keyCommands[b].label, binding.label));
  }
  changeSettings({ keys: read.data });
  notifications.show({ message: say.keysImported });
  announce(say.keysImported);
}
