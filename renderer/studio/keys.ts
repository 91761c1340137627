/**
 * A key press that starts a command. `key` matches what the key types in the reader's layout (letters, symbols),
 * `code` the place of the key on the keyboard (`,` and `.` with Shift type different symbols in every layout).
 */
export interface KeyBinding {
  readonly on: 'key' | 'code';
  readonly value: string;
  /** Ctrl, or Command on a Mac. */
  readonly ctrl: boolean;
  /** Null for symbols, whose Shift belongs to the layout. */
  readonly shift: boolean | null;
  /** What the cheat sheet prints. */
  readonly label: string;
}

/** Something a key can do. */
export interface KeyCommand {
  readonly group: 'Decide' | 'Move' | 'Play' | 'View';
  readonly label: string;
  readonly bindings: readonly KeyBinding[];
  /** Also works while a text field has the focus. */
  readonly whileTyping?: true;
}

type Modifiers = { readonly ctrl?: boolean; readonly shift?: boolean };

function printed(label: string, { ctrl, shift }: Modifiers): string {
  return `${ctrl ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${label}`;
}

function key(value: string, modifiers: Modifiers = {}, label = value.length === 1 ? value.toUpperCase() : value): KeyBinding {
  return { on: 'key', value, ctrl: modifiers.ctrl ?? false, shift: modifiers.shift ?? false, label: printed(label, modifiers) };
}

function place(code: string, label: string, modifiers: Modifiers = {}): KeyBinding {
  return { on: 'code', value: code, ctrl: modifiers.ctrl ?? false, shift: modifiers.shift ?? false, label: printed(label, modifiers) };
}

function symbol(value: string): KeyBinding {
  return { on: 'key', value, ctrl: false, shift: null, label: value };
}

/** The one registry of keys. Two commands with the same key fail a test. */
export const keyCommands = {
  approve: { group: 'Decide', label: 'Approve', bindings: [key('a')] },
  reject: { group: 'Decide', label: 'Reject, then 1-9 for the reason', bindings: [key('x')] },
  edit: { group: 'Decide', label: 'Edit the roles', bindings: [key('e')] },
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

  boxes: { group: 'View', label: 'Boxes on the video', bindings: [key('b')] },
  map: { group: 'View', label: 'Map or list of objects', bindings: [key('m')] },
  house: { group: 'View', label: '3D view or map', bindings: [symbol('3')] },
  help: { group: 'View', label: 'This cheat sheet', bindings: [symbol('?')] },
} as const satisfies Record<string, KeyCommand>;

/** Name of a command. */
export type CommandName = keyof typeof keyCommands;

/** Every command with its name, in the order of the cheat sheet. */
export const commandList: readonly (KeyCommand & { readonly name: CommandName })[] = (
  Object.entries(keyCommands) as [CommandName, KeyCommand][]
).map(([name, command]) => ({ name, ...command }));

/** The first key of a command as printed on buttons ("A", "Ctrl+Z"). */
export function keyLabel(name: CommandName): string {
  return keyCommands[name].bindings[0].label;
}

/** The same for `aria-keyshortcuts`, which spells Ctrl as Control. */
export function ariaKey(name: CommandName): string {
  return keyLabel(name).replace('Ctrl', 'Control');
}

/** The pressed key as far as a binding looks at it. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** True when the press starts this binding. */
export function isMatch(binding: KeyBinding, pressed: PressedKey): boolean {
  if (pressed.altKey || (pressed.ctrlKey || pressed.metaKey) !== binding.ctrl) return false;
  if (binding.shift !== null && pressed.shiftKey !== binding.shift) return false;
  return binding.on === 'code' ? pressed.code === binding.value : pressed.key.toLowerCase() === binding.value.toLowerCase();
}

/** The command of a press, or null. */
export function commandOf(pressed: PressedKey): CommandName | null {
  return commandList.find((command) => command.bindings.some((binding) => isMatch(binding, pressed)))?.name ?? null;
}
