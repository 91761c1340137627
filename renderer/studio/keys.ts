import { create } from 'zustand';
import type { Keymap } from '../../shared/model/user-settings.ts';
import { isMatch, isSameKey, isSingleKey, type KeyBinding, key, type PressedKey, place, symbol } from './key-binding.ts';

/** Something a key can do. */
export interface KeyCommand {
  readonly group: 'Decide' | 'Move' | 'Play' | 'View' | 'Studio';
  readonly label: string;
  readonly bindings: readonly KeyBinding[];
  /** Also works while a text field has the focus. */
  readonly whileTyping?: true;
}

/** The one registry of keys. Two commands with the same key fail a test. */
export const keyCommands = {
  approve: { group: 'Decide', label: 'Approve', bindings: [key('a')] },
  reject: { group: 'Decide', label: 'Reject, then 1-9 for the reason', bindings: [key('x')] },
  edit: { group: 'Decide', label: 'Edit', bindings: [key('e')] },
  skip: { group: 'Decide', label: 'Skip', bindings: [key('s')] },
  flag: { group: 'Decide', label: 'Flag or unflag', bindings: [key('f')] },
  comment: { group: 'Decide', label: 'Comment', bindings: [key('c')] },
  undo: { group: 'Decide', label: 'Undo', bindings: [key('z', { ctrl: true })] },
  redo: { group: 'Decide', label: 'Redo', bindings: [key('z', { ctrl: true, shift: true }), key('y', { ctrl: true })] },
  commit: { group: 'Decide', label: 'Save the edit', bindings: [key('Enter', { ctrl: true })], whileTyping: true },
  cancel: { group: 'Decide', label: 'Cancel', bindings: [key('Escape', {}, 'Esc')], whileTyping: true },

  next: { group: 'Move', label: 'Next question', bindings: [key('ArrowDown', {}, '↓')] },
  previous: { group: 'Move', label: 'Previous question', bindings: [key('ArrowUp', {}, '↑')] },
  nextUndecided: { group: 'Move', label: 'Next undecided', bindings: [key('ArrowDown', { shift: true }, '↓')] },
  previousUndecided: { group: 'Move', label: 'Previous undecided', bindings: [key('ArrowUp', { shift: true }, '↑')] },
  search: { group: 'Move', label: 'Search the queue', bindings: [symbol('/')] },

  playPause: { group: 'Play', label: 'Play or pause', bindings: [place('Space', 'Space')] },
  frameBack: { group: 'Play', label: 'One frame back', bindings: [place('Comma', ',')] },
  frameForward: { group: 'Play', label: 'One frame forward', bindings: [place('Period', '.')] },
  tenBack: { group: 'Play', label: 'Ten frames back', bindings: [place('Comma', ',', { shift: true })] },
  tenForward: { group: 'Play', label: 'Ten frames forward', bindings: [place('Period', '.', { shift: true })] },
  secondBack: { group: 'Play', label: 'One second back', bindings: [key('ArrowLeft', {}, '←')] },
  secondForward: { group: 'Play', label: 'One second forward', bindings: [key('ArrowRight', {}, '→')] },
  firstFrame: { group: 'Play', label: 'First frame', bindings: [key('Home')] },
  lastFrame: { group: 'Play', label: 'Last frame', bindings: [key('End')] },
  shuttleBack: { group: 'Play', label: 'Play backwards, faster each time', bindings: [key('j')] },
  shuttleStop: { group: 'Play', label: 'Stop', bindings: [key('k')] },
  shuttleForward: { group: 'Play', label: 'Play forwards, faster each time', bindings: [key('l')] },
  loopIn: { group: 'Play', label: 'Loop from here', bindings: [place('BracketLeft', '[')] },
  loopOut: { group: 'Play', label: 'Loop to here; again: no loop', bindings: [place('BracketRight', ']')] },
  goToFrame: { group: 'Play', label: 'Go to a frame number', bindings: [key('g')] },
  evidence: { group: 'Play', label: 'Next evidence frame', bindings: [key('v')] },

  boxes: { group: 'View', label: 'Overlay: boxes, masks, 3D boxes, none', bindings: [key('b')] },
  map: { group: 'View', label: 'Map or list of objects', bindings: [key('m')] },
  house: { group: 'View', label: '3D view or map', bindings: [symbol('3')] },

  review: { group: 'Studio', label: 'Review', bindings: [place('Digit1', '1', { shift: true })] },
  browse: { group: 'Studio', label: 'Browse', bindings: [place('Digit2', '2', { shift: true })] },
  dashboard: { group: 'Studio', label: 'Dashboard', bindings: [place('Digit3', '3', { shift: true })] },

  palette: { group: 'Studio', label: 'Commands, questions and screens', bindings: [key('k', { ctrl: true })], whileTyping: true },
  settings: { group: 'Studio', label: 'Settings', bindings: [key(',', { ctrl: true }, ',')] },
  help: { group: 'Studio', label: 'This cheat sheet', bindings: [symbol('?')] },
} as const satisfies Record<string, KeyCommand>;

/** Name of a command. */
export type CommandName = keyof typeof keyCommands;

/** Every command with its name, in the order of the cheat sheet. */
export const commandList: readonly (KeyCommand & { readonly name: CommandName })[] = (
  Object.entries(keyCommands) as [CommandName, KeyCommand][]
).map(([name, command]) => ({ name, ...command }));

/** The keys in force: the registry's, with what the reviewer changed. */
export type KeysInForce = Readonly<Record<CommandName, readonly KeyBinding[]>>;

/** The registry's keys with the reviewer's in their place; without single keys, where they are switched off. */
export function keysInForce(keymap: Keymap = {}, hasSingleKeys = true): KeysInForce {
  const entries = commandList.map(({ name, bindings }) => {
    const own: readonly KeyBinding[] = keymap[name] ?? bindings;
    return [name, hasSingleKeys ? own : own.filter((binding) => !isSingleKey(binding))];
  });
  return Object.fromEntries(entries) as KeysInForce;
}

/** The keys that start commands now. */
export const useKeys = create<{ readonly keys: KeysInForce }>(() => ({ keys: keysInForce() }));

/** The first key of a command as printed on buttons ("A", "Ctrl+Z"); empty where it has none. */
export function keyLabel(name: CommandName): string {
  return useKeys.getState().keys[name][0]?.label ?? '';
}

/** The same for `aria-keyshortcuts`, which spells Ctrl as Control; undefined where there is none. */
export function ariaKey(name: CommandName): string | undefined {
  return keyLabel(name).replace('Ctrl', 'Control') || undefined;
}

/** The command of a press, or null. */
export function commandOf(pressed: PressedKey, keys: KeysInForce = useKeys.getState().keys): CommandName | null {
  return commandList.find(({ name }) => keys[name].some((binding) => isMatch(binding, pressed)))?.name ?? null;
}

/** The command that has this key already, other than `own`; null where it is free. */
export function ownerOfKey(binding: KeyBinding, own: CommandName, keymap: Keymap): CommandName | null {
  const keys = keysInForce(keymap);
  return commandList.find(({ name }) => name !== own && keys[name].some((taken) => isSameKey(taken, binding)))?.name ?? null;
}

/** Two commands of a keymap that share a key; null where every key has one command. */
export function conflictIn(keymap: Keymap): readonly [CommandName, CommandName, KeyBinding] | null {
  const keys = keysInForce(keymap);
  for (const { name } of commandList) {
    for (const binding of keys[name]) {
      const owner = ownerOfKey(binding, name, keymap);
      if (owner !== null) return [name, owner, binding];
    }
  }
  return null;
}
