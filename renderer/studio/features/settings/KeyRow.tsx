import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowBackUp, IconPencil, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import { announce } from '../../announce.ts';
import { type KeyBinding, recordKey } from '../../key-binding.ts';
import { type CommandName, conflictIn, keyCommands, ownerOfKey } from '../../keys.ts';
import { changeSettings, useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import classes from './SettingsScreen.module.css';

const say = strings.settings;

/** One command: its keys, and the ways to change them. */
export function KeyRow(props: {
  readonly name: CommandName;
  readonly label: string;
  readonly isRecording: boolean;
  readonly onRecord: (isOn: boolean) => void;
}) {
  const { name, label, isRecording, onRecord } = props;
  const keymap = useSettings((settings) => settings.keys);
  const [refusal, setRefusal] = useState<string | null>(null);
  const own: readonly KeyBinding[] = keymap[name] ?? keyCommands[name].bindings;
  const isChanged = keymap[name] !== undefined;
  const reset = () => {
    const conflict = conflictIn(without(keymap, name));
    if (conflict === null) return changeSettings({ keys: without(keymap, name) });
    const [a, b, binding] = conflict;
    notifications.show({ color: 'red', message: say.keyTaken(binding.label, keyCommands[a === name ? b : a].label), autoClose: 8000 });
  };
  useRecording(isRecording, (recorded) => {
    if (recorded === 'cancelled') return onRecord(false);
    const problem = typeof recorded === 'string' ? recorded : conflictOf(recorded, name, keymap);
    setRefusal(problem);
    if (problem !== null || typeof recorded === 'string') return announce(problem ?? '');
    changeSettings({ keys: { ...keymap, [name]: [recorded] } });
    announce(say.keySet(label, recorded.label));
    onRecord(false);
  });
  return (
    <li className={classes['keyRow']} data-command={name}>
      <span>
        {label}
        {refusal !== null && isRecording && (
          <span role="alert" className={classes['none']}>
            {' '}
            {refusal}
          </span>
        )}
      </span>
      {isRecording ? (
        <span className={classes['recording']}>{say.press}</span>
      ) : own.length === 0 ? (
        <span className={classes['none']}>{say.noKey}</span>
      ) : (
        own.map((binding) => <KeyCap key={binding.label} label={binding.label} isRead />)
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={say.change(label)}
        aria-pressed={isRecording}
        onClick={() => {
          setRefusal(null);
          onRecord(!isRecording);
        }}
      >
        <IconPencil size={15} aria-hidden />
      </Button>
      {isChanged ? (
        <ActionIcon aria-label={say.resetKey(label)} onClick={() => reset()}>
          <IconArrowBackUp size={15} aria-hidden />
        </ActionIcon>
      ) : (
        <ActionIcon
          aria-label={say.removeKey(own.map((binding) => binding.label).join(', '), label)}
          disabled={own.length === 0}
          onClick={() => changeSettings({ keys: { ...keymap, [name]: [] } })}
        >
          <IconX size={15} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

function conflictOf(binding: KeyBinding, name: CommandName, keymap: Parameters<typeof ownerOfKey>[2]): string | null {
  const owner = ownerOfKey(binding, name, keymap);
  return owner === null ? null : say.keyTaken(binding.label, keyCommands[owner].label);
}

function without<T>(map: Readonly<Record<string, T>>, name: string): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => key !== name));
}

/** While on, every press is looked at here and nowhere else; Esc alone ends it. */
function useRecording(isOn: boolean, onPress: (recorded: KeyBinding | string) => void): void {
  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      event.preventDefault();
      event.stopPropagation();
      const isPlainEscape = event.key === 'Escape' && !event.ctrlKey && !event.shiftKey;
      const recorded = isPlainEscape ? 'cancelled' : recordKey(event);
      if (recorded !== null) onPress(recorded);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  });
}
