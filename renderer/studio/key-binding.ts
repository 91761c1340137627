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

/** Ctrl (or Command) and Shift, where a key is pressed with them. */
export interface Modifiers {
  readonly ctrl?: boolean;
  readonly shift?: boolean;
}

function printed(label: string, { ctrl, shift }: Modifiers): string {
  return `${ctrl ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${label}`;
}

/** A key by what it types. */
export function key(value: string, modifiers: Modifiers = {}, label = value.length === 1 ? value.toUpperCase() : value): KeyBinding {
  return { on: 'key', value, ctrl: modifiers.ctrl ?? false, shift: modifiers.shift ?? false, label: printed(label, modifiers) };
}

/** A key by its place on the keyboard. */
export function place(code: string, label: string, modifiers: Modifiers = {}): KeyBinding {
  return { on: 'code', value: code, ctrl: modifiers.ctrl ?? false, shift: modifiers.shift ?? false, label: printed(label, modifiers) };
}

/** A symbol, with or without Shift as the layout has it. */
export function symbol(value: string): KeyBinding {
  return { on: 'key', value, ctrl: false, shift: null, label: value };
}

/** The pressed key as far as a binding looks at it. */
export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** True when the press starts this binding. */
export function isMatch(binding: KeyBinding, pressed: PressedKey): boolean {
  if (pressed.altKey || (pressed.ctrlKey || pressed.metaKey) !== binding.ctrl) return false;
  if (binding.shift !== null && pressed.shiftKey !== binding.shift) return false;
  return binding.on === 'code' ? pressed.code === binding.value : pressed.key.toLowerCase() === binding.value.toLowerCase();
}

/** True for a letter, digit or symbol without Ctrl: what somebody who speaks or drops keys may start by accident (WCAG 2.1.4). */
export function isSingleKey({ on, value, ctrl }: KeyBinding): boolean {
  return !ctrl && (on === 'code' ? value !== 'Space' : value.length === 1);
}

/** What the keys named by place type on most keyboards, to compare them with keys named by symbol. */
const usualSymbols: Readonly<Record<string, string>> = { Comma: ',', Period: '.', BracketLeft: '[', BracketRight: ']', Space: ' ' };

/** True where one press could start both. */
export function isSameKey(a: KeyBinding, b: KeyBinding): boolean {
  const typed = ({ on, value }: KeyBinding): string => (on === 'code' ? (usualSymbols[value] ?? value) : value).toLowerCase();
  if (typed(a) !== typed(b) || a.ctrl !== b.ctrl) return false;
  return a.shift === null || b.shift === null || a.shift === b.shift;
}

const arrows: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };
/** Keys that do nothing by themselves. */
const modifierKeys: readonly string[] = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Unidentified', 'Process'];
/** What browsers and screen readers keep for themselves, and what moves the focus. */
const takenWithCtrl: readonly string[] = ['w', 't', 'n', 'r', 'l', 'a', 'c', 'v', 'x', 'q', 'p', 'f', '+', '-', '0', 'tab'];

/** The binding that a press would make: a sentence where it can be none, null while only a modifier is held. */
export function recordKey(pressed: PressedKey): KeyBinding | string | null {
  if (modifierKeys.includes(pressed.key)) return null;
  if (pressed.altKey) return 'Alt belongs to menus and layouts: use a key with Ctrl, with Shift or alone.';
  if (pressed.key === 'Tab') return 'Tab moves the focus and cannot be used.';
  const ctrl = pressed.ctrlKey || pressed.metaKey;
  if (ctrl && takenWithCtrl.includes(pressed.key.toLowerCase()) && !pressed.shiftKey) {
    return `Ctrl+${pressed.key.toUpperCase()} belongs to the browser or to text fields.`;
  }
  const shift = pressed.shiftKey;
  if (pressed.code === 'Space') return place('Space', 'Space', { ctrl, shift });
  if (pressed.key.length > 1) return key(pressed.key, { ctrl, shift }, arrows[pressed.key] ?? pressed.key);
  const isLetter = pressed.key.toLowerCase() !== pressed.key.toUpperCase();
  if (!isLetter && !ctrl) return symbol(pressed.key);
  return key(pressed.key.toLowerCase(), { ctrl, shift }, pressed.key.toUpperCase());
}
