import { describe, expect, it } from 'vitest';
import { type KeyBinding, recordKey } from '../../renderer/studio/key-binding.ts';
import { commandList, commandOf, conflictIn, keysInForce, ownerOfKey } from '../../renderer/studio/keys.ts';

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

describe('keys of the reviewer', () => {
  const record = (...args: Parameters<typeof press>): KeyBinding => recordKey(press(...args)) as KeyBinding;
  const q = record('q', 'KeyQ');

  it('take the place of the registry ones, and the old ones do nothing', () => {
    const keys = keysInForce({ approve: [q] });
    expect(commandOf(press('q', 'KeyQ'), keys)).toBe('approve');
    expect(commandOf(press('a', 'KeyA'), keys)).toBeNull();
    expect(commandOf(press('x', 'KeyX'), keys)).toBe('reject');
  });

  it('are refused where another command has them, by symbol as by place', () => {
    expect(ownerOfKey(record('x', 'KeyX'), 'approve', {})).toBe('reject');
    expect(ownerOfKey(record(',', 'Comma'), 'approve', {})).toBe('frameBack');
    expect(ownerOfKey(record('a', 'KeyA'), 'approve', {})).toBeNull();
    expect(ownerOfKey(record('a', 'KeyA'), 'reject', { approve: [q] }), 'it became free').toBeNull();
    expect(
      conflictIn({ approve: [record('x', 'KeyX')] })
        ?.slice(0, 2)
        .sort(),
    ).toEqual(['approve', 'reject']);
    expect(conflictIn({ approve: [q] })).toBeNull();
  });

  it('cannot be what belongs to browser, layout or focus', () => {
    expect(recordKey(press('Shift', 'ShiftLeft', { shiftKey: true }))).toBeNull();
    for (const taken of [press('Tab', 'Tab'), press('a', 'KeyA', { altKey: true }), press('w', 'KeyW', { ctrlKey: true })]) {
      expect(recordKey(taken)).toEqual(expect.any(String));
    }
  });

  it('without single keys leave Ctrl, arrows, Enter, Esc and Space', () => {
    const keys = keysInForce({}, false);
    expect([keys.approve, keys.frameBack, keys.search, keys.help].flat()).toEqual([]);
    for (const name of ['undo', 'next', 'cancel', 'playPause', 'palette'] as const) expect(keys[name].length, name).toBeGreaterThan(0);
  });
});
