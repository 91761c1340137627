import { expect, test } from 'vitest';
import { durationText, lineFromProgress } from '../../../../main/commands/progress-line.ts';
import { ProgressMeter } from '../../../../main/generate/run/progress-meter.ts';

test('the time left follows from the houses that took work, and pauses do not count', () => {
  let nowMs = 1000;
  const meter = new ProgressMeter(() => nowMs);
  expect(meter.progress).toMatchObject({ houses: 0, housesTotal: null, framesPerSecond: 0, secondsLeft: null });
  meter.expect(1204);
  meter.run();
  for (let skipped = 0; skipped < 4; skipped += 1) meter.addHouse({ isWork: false });
  expect(meter.progress.secondsLeft).toBeNull();
  nowMs += 20_000;
  meter.addFrames(1300);
  meter.addFrames(-300);
  meter.addHouse({ isWork: true });
  meter.addHouse({ isWork: true });
  meter.rest();
  nowMs += 3_600_000;
  expect(meter.progress).toEqual({ houses: 6, housesTotal: 1204, frames: 1000, framesPerSecond: 50, secondsLeft: 11_980 });
  expect(lineFromProgress(meter.progress)).toBe('6 of 1,204 houses, 50 frames/s, 3 h 20 min left');
  meter.run();
  nowMs += 5_000;
  expect(meter.progress.framesPerSecond).toBe(40);
});

test.each([
  [0, '0 s'],
  [89.2, '90 s'],
  [91, '2 min'],
  [5900, '98 min'],
  [7_260, '2 h 1 min'],
])('%d seconds read as %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
