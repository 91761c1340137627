/**
 * `npm run bench -- [--json] [name…]`: measures what product budgets promise and prints one object: name -> { median, p95?, unit, budget?, within?, beside? },
 * with the machine under `machine`. Benches never fail on a slow machine; they only say.
 */
import os from 'node:os';
import { benchDecision } from './decision.ts';
import { benchDerive } from './derive.ts';
import { benchImport } from './import.ts';
import { benchLists } from './lists.ts';
import { benchMap } from './map.ts';
import type { BenchEntry } from './measure.ts';
import { benchPlayer } from './player.ts';
import { benchQuestions } from './questions.ts';
import { benchRasterise } from './rasterise.ts';
import { benchRecord } from './record.ts';
import { benchRender } from './render.ts';
import { benchReview } from './review.ts';
import { benchScale } from './scale.ts';
import { benchScroll } from './scroll.ts';

const benches: Readonly<Record<string, () => Promise<Record<string, BenchEntry>>>> = {
  rasterise: benchRasterise,
  record: benchRecord,
  render: benchRender,
  map: benchMap,
  decision: benchDecision,
  import: benchImport,
  derive: benchDerive,
  questions: benchQuestions,
  scale: benchScale,
  review: benchReview,
  lists: benchLists,
  scroll: benchScroll,
  player: benchPlayer,
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`Unknown bench ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const results: Record<string, BenchEntry> = {};
for (const [name, bench] of Object.entries(benches)) {
  if (names.length > 0 && !names.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  Object.assign(results, await bench());
}
const machine = {
  cpu: os.cpus()[0]?.model.trim(),
  cores: os.cpus().length,
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  os: `${os.type()} ${os.arch()}`,
  node: process.versions.node,
};
if (process.argv.includes('--json')) console.log(JSON.stringify({ ...results, machine }));
else {
  for (const [name, { median, p95, unit, budget, within, beside, series }] of Object.entries(results)) {
    const verdict = budget === undefined ? '' : `  (budget ${budget} ${unit}: ${within ? 'within' : 'MISSED'})`;
    console.log(`${name.padEnd(34)} ${String(median).padStart(9)} ${unit}${p95 === undefined ? '' : `, p95 ${p95}`}${verdict}`);
    for (const [other, its] of Object.entries(beside ?? {})) {
      console.log(
        `  ${`beside: ${other}`.padEnd(32)} ${String(its.median).padStart(9)} ${unit}${its.p95 === undefined ? '' : `, p95 ${its.p95}`}`,
      );
    }
    if (series !== undefined) console.table(series);
  }
  console.log(
    Object.entries(machine)
      .map(([key, value]) => `${key} ${value}`)
      .join(', '),
  );
}
