import { describe, expect, it } from 'vitest';
import { commandList, commandOf, type KeyBinding } from '../../renderer/studio/keys.ts';

const press = (
  key: string,
  code: string,
  modifiers: { ctrlKey?: boolean; metaKey?: boolean; shiftKey?: boolean; altKey?: boolean } = {},
) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
});

/** Every way a binding can be pressed, as text; a symbol takes its key with and without Shift. */
function signatures(binding: KeyBinding): string[] {
  const shifts = binding.shift === null ? [true, false] : [binding.shift];
  return shifts.map((shift) => `${binding.ctrl ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${binding.on}:${binding.value.toLowerCase()}`);
}

describe('the key registry', () => {
  it('gives no key to two commands', () => {
    const owners = new Map<string, string[]>();
    for (const { name, bindings } of commandList) {
      for (const signature of bindings.flatMap(signatures)) owners.set(signature, [...(owners.get(signature) ?? []), name]);
    }
    expect([...owners].filter(([, names]) => names.length > 1)).toEqual([]);
  });

  it('tells undo from redo by Shift, and takes Command for Ctrl', () => {
    expect(commandOf(press('z', 'KeyZ', { ctrlKey: true }))).toBe('undo');
    expect(commandOf(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }))).toBe('redo');
    expect(commandOf(press('z', 'KeyZ', { metaKey: true }))).toBe('undo');
  });

  it('finds ten frames by the place of the comma key, whatever Shift types there', () => {
    expect(commandOf(press('<', 'Comma', { shiftKey: true }))).toBe('tenBack');
    expect(commandOf(press(';', 'Comma', { shiftKey: true }))).toBe('tenBack');
  });

  it('finds the cheat sheet by the question mark, with or without Shift', () => {
    expect(commandOf(press('?', 'Slash', { shiftKey: true }))).toBe('help');
    expect(commandOf(press('?', 'Minus'))).toBe('help');
  });

  it('leaves keys with Alt, and letters with Ctrl, to the browser', () => {
    expect(commandOf(press('a', 'KeyA', { altKey: true }))).toBeNull();
    expect(commandOf(press('a', 'KeyA', { ctrlKey: true }))).toBeNull();
  });
});
