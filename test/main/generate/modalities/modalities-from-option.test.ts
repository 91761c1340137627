import { expect, test } from 'vitest';
import { modalitiesFromOption } from '../../../../main/generate/modalities/modalities-from-option.ts';
import { modalities } from '../../../../shared/stage/modalities/modality-names.ts';

test('modalities come in one order, once, and with rgb', () => {
  expect(modalitiesFromOption('rgb')).toEqual(['rgb']);
  expect(modalitiesFromOption('masks, depth,masks')).toEqual(['rgb', 'depth', 'masks']);
  expect(modalitiesFromOption('all')).toEqual([...modalities]);
});

test.each(['', 'rgb,', 'Depth', 'depth;edge', 'masks,normals'])('"%s" is refused with the names that there are', (text) => {
  expect(() => modalitiesFromOption(text)).toThrow(
    /--modalities takes all, or a comma-separated list of rgb, depth, .*metric_depth, not "/,
  );
});
