import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SmallFileReader } from '../../../main/formats/small-file-reader.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';

it('reads files of any size one after another, and one byte beyond the most', () => {
  const [folder, reader] = [aFolder(), new SmallFileReader()];
  const size = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(65_535, 65_536, 65_537, 200_000, 5_000_000));
  fc.assert(
    fc.property(size, size, (length, most) => {
      const bytes = Buffer.alloc(length, `${length} `);
      const file = path.join(folder, `${length}`);
      writeFileSync(file, bytes);
      expect(reader.read(file, most).equals(bytes.subarray(0, most + 1))).toBe(true);
    }),
    { numRuns: 60 },
  );
});
