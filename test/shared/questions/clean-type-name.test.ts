import { expect, it } from 'vitest';
import { cleanTypeName } from '../../../shared/questions/wording/clean-type-name.ts';

it.each([
  ['TVStand', 'tv stand'],
  ['LEDLightStrip', 'led light strip'],
  ['ObjaChair', 'chair'],
  ['ObjaTankStorageVessel', 'tank storage vessel'],
  ['Shelf2Door', 'shelf 2 door'],
  ['smartTV', 'smart tv'],
  ['4KMonitor', '4 k monitor'],
  ['already lower', 'already lower'],
  ['', ''],
])('%s is called “%s”', (type, name) => {
  expect(cleanTypeName(type)).toBe(name);
});
