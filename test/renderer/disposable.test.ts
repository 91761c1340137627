import { describe, expect, test } from 'vitest';
import { disposableTest } from '../../renderer/player/disposable.ts';

/** Units with lengths of `lengthBytes` before them, as MP4 and Matroska store them. */
function packet(lengthBytes: number, ...units: (readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    units.flatMap((unit) => [
      ...Array.from({ length: lengthBytes }, (_, at) => (unit.length >> (8 * (lengthBytes - 1 - at))) & 255),
      ...unit,
    ]),
  );
}

/** The head of a decoder configuration record that names the size of lengths. */
const record = (lengthBytes: number) => Uint8Array.from([1, 100, 0, 40, 0xfc | (lengthBytes - 1), 0xe1]);
const [sparedSlice, referenceSlice, keySlice, sei, delimiter, parameters] = [0x01, 0x41, 0x65, 0x06, 0x09, 0x67] as const;

describe('disposableTest', () => {
  test.each([1, 2, 4])('knows pictures that no other needs by all their slices, with lengths of %i bytes', (lengthBytes) => {
    const isDisposable = disposableTest('avc', record(lengthBytes));
    expect(isDisposable?.(packet(lengthBytes, [sparedSlice, 1, 2, 3]))).toBe(true);
    expect(isDisposable?.(packet(lengthBytes, [delimiter, 0xf0], [sei, 5, 0x80], [sparedSlice, 9], [sparedSlice, 8]))).toBe(true);
    expect(isDisposable?.(packet(lengthBytes, [referenceSlice, 1]))).toBe(false);
    expect(isDisposable?.(packet(lengthBytes, [keySlice, 1]))).toBe(false);
    expect(isDisposable?.(packet(lengthBytes, [sparedSlice, 1], [referenceSlice, 1])), 'one field of two is a reference').toBe(false);
  });

  test('spares nothing that carries more than a picture, or is damaged', () => {
    const isDisposable = disposableTest('avc', record(4));
    const whole = packet(4, [sparedSlice, 1, 2, 3]);
    expect(isDisposable?.(packet(4, [parameters, 1], [sparedSlice, 1]))).toBe(false);
    expect(isDisposable?.(packet(4, [sei, 5, 0x80])), 'no slice at all').toBe(false);
    expect(isDisposable?.(whole.slice(0, -1))).toBe(false);
    expect(isDisposable?.(Uint8Array.from([...whole, 0, 0]))).toBe(false);
    expect(isDisposable?.(packet(4, [sparedSlice, 1], []))).toBe(false);
    expect(isDisposable?.(new Uint8Array())).toBe(false);
  });

  test('says nothing of other codecs and packings', () => {
    expect(disposableTest('vp9', record(4))).toBeNull();
    expect(disposableTest('avc', undefined), 'start codes instead of lengths').toBeNull();
    expect(disposableTest('avc', new Uint8Array())).toBeNull();
    expect(disposableTest('avc', record(4).buffer)?.(packet(4, [sparedSlice, 1]))).toBe(true);
  });
});
