import { bestMatch } from '../asset-color.ts';
import { assetsOf, type CatalogueAsset } from '../catalogue.ts';
import type { Standing } from '../ledger.ts';
import { placeOn } from '../place-on.ts';
import type { Draft, RoomFurnisher } from '../room-furnisher.ts';
import { pointAt, uprightBox } from '../upright-box.ts';

/** Joint between two cabinets. */
const jointM = 0.008;
/** Middle to middle of two burners. */
const burnerStepM = 0.27;
/** Burners need a counter this wide. */
const stoveM = 0.6;

/** A run of cabinets along a wall with sink, stove and fridge; a shorter one and the fridge elsewhere where the wall is too short. */
export function placeKitchen(f: RoomFurnisher): boolean {
  for (let i = 0; i < 4; i++) {
    if (f.attempt(() => placeRun(f))) return true;
  }
  return placeFridge(f) && placeLooseSink(f);
}

function placeRun(f: RoomFurnisher): boolean {
  const run = tryRuns(f, true, 20) ?? tryRuns(f, false, 20);
  if (run === null) return false;
  equip(f, run);
  const hasFridge = run.some(({ asset }) => asset.objectType === 'Fridge') || placeFridge(f);
  return hasFridge && f.countOf('StoveBurner') > 0;
}

function tryRuns(f: RoomFurnisher, withFridge: boolean, tries: number): Standing[] | null {
  for (let i = 0; i < tries; i++) {
    const wall = f.wallFor(withFridge ? 2.6 : 1.5);
    if (wall === null) return f.reject('no-place');
    const mostM = Math.min(wall.lengthM - 0.06, withFridge ? f.dice.between(2.8, 4.6) : f.dice.between(1.5, 3.6));
    const units = composeRun(f, mostM * (1 - 0.4 * (i / tries)), withFridge);
    if (units === null) continue;
    const lengthM = units.reduce((sum, { sizeM }) => sum + sizeM[0] + jointM, -jointM);
    const middleM = f.alongFor(wall, lengthM, 0.9);
    if (middleM === null) continue;
    const ordered = f.dice.chance(0.5) ? units : units.toReversed();
    let alongM = middleM - lengthM / 2;
    const drafts = ordered.map((asset): Draft => {
      const box = f.boxAtWall(asset, wall, alongM + asset.sizeM[0] / 2);
      alongM += asset.sizeM[0] + jointM;
      return { asset, box };
    });
    const placed = f.place(drafts);
    if (placed !== null) return placed;
  }
  return f.reject('no-place');
}

/** Fridge, counter, sink, counter of one finish, as wide as fits into `mostM`; the fridge and the second counter may be missing. */
function composeRun(f: RoomFurnisher, mostM: number, withFridge: boolean): CatalogueAsset[] | null {
  const fridge = withFridge ? f.assetOf('Fridge', 'floor', { mostWidthM: mostM < 3 ? 0.8 : 1 }) : null;
  const counters = assetsOf('CounterTop', 'floor');
  const sink = f.assetOf('Sink', 'floor', { use: 'kitchen' });
  const finish = sink === null ? null : bestMatch(counters, sink);
  if (finish === null || sink === null || (withFridge && fridge === null)) return null;
  const fits = (leftM: number): CatalogueAsset | null => {
    const widthM = Math.max(0, ...counters.map(({ sizeM }) => sizeM[0]).filter((w) => w <= leftM));
    return bestMatch(
      counters.filter(({ sizeM }) => sizeM[0] === widthM),
      finish,
    );
  };
  const leftM = mostM - sink.sizeM[0] - (fridge?.sizeM[0] ?? 0) - 3 * jointM;
  const first = fits(leftM > 1.3 ? leftM * f.dice.between(0.35, 0.65) : leftM);
  if (first === null) return null;
  const second = fits(leftM - first.sizeM[0]);
  return [fridge, first, sink, second].filter((asset) => asset !== null);
}

function placeFridge(f: RoomFurnisher): boolean {
  for (let i = 0; i < 4; i++) {
    const asset = f.assetOf('Fridge', 'floor', { mostWidthM: 0.8 });
    if (asset !== null && f.againstWall(asset, { tries: 16, endShare: 0.8 }) !== null) return true;
  }
  return false;
}

function placeLooseSink(f: RoomFurnisher): boolean {
  const asset = f.assetOf('Sink', 'floor', { use: 'kitchen' });
  const sink = asset === null ? null : f.againstWall(asset, { tries: 24 });
  if (sink === null) return false;
  addFaucet(f, sink, 'kitchen');
  return true;
}

/** Faucet, burners and a microwave on a run. */
function equip(f: RoomFurnisher, run: readonly Standing[]): void {
  const counters = run.filter(({ asset }) => asset.objectType === 'CounterTop');
  const sink = run.find(({ asset }) => asset.objectType === 'Sink');
  if (sink !== undefined) addFaucet(f, sink, 'kitchen');
  const wide = counters.filter(({ asset }) => asset.sizeM[0] >= stoveM);
  const stove = f.dice.one(wide);
  if (stove !== undefined) addBurners(f, stove);
  const other = counters.find((counter) => counter !== stove) ?? (stove !== undefined && stove.asset.sizeM[0] > 1.15 ? stove : undefined);
  const microwave = f.assetOf('Microwave', 'surface');
  if (other !== undefined && microwave !== null && f.ledger.left > 6 && f.dice.chance(0.75)) {
    placeOn(f, other, microwave, { front: [0.32, 0.45], tries: 8 });
  }
}

/** Two or four burners side by side on a counter; four where the house may have many objects. */
function addBurners(f: RoomFurnisher, counter: Standing): void {
  const asset = f.assetOf('StoveBurner', 'surface');
  if (asset === null) return;
  const slackM = counter.box.halfX - burnerStepM;
  const middleM = f.dice.between(-slackM, slackM);
  const columns = [-0.5, 0.5].map((k) => middleM + k * burnerStepM);
  const rows = f.ledger.left > 22 && f.dice.chance(0.35) ? [-0.5, 0.5] : [0];
  const drafts = rows.flatMap((row) =>
    columns.map((rightM): Draft => {
      const at = pointAt(counter.box, rightM, row * burnerStepM);
      return { asset, box: uprightBox(at, asset.sizeM, counter.box.yawDeg, counter.box.topM), parent: counter };
    }),
  );
  const burner = f.place(drafts, counter.group)?.[0];
  if (burner !== undefined && f.ledger.left > 8 && f.dice.chance(0.55)) putOnStove(f, counter, burner);
}

/** A pan, pot or kettle over a burner, its handle to the front. The counter carries it: it reaches beyond the burner. */
function putOnStove(f: RoomFurnisher, counter: Standing, burner: Standing): void {
  const asset = f.assetOf(f.dice.one(['Pan', 'Pot', 'Pan', 'Kettle']) ?? 'Pan', 'surface');
  if (asset === null) return;
  const handleM = Math.max(0, asset.sizeM[2] - asset.sizeM[0]);
  const at = pointAt(burner.box, 0, handleM / 2);
  f.place([{ asset, box: uprightBox(at, asset.sizeM, counter.box.yawDeg, burner.box.topM), parent: counter }], counter.group);
}

/** A tap on the rim at the back of a sink. */
export function addFaucet(f: RoomFurnisher, sink: Standing, use: 'kitchen' | 'bath'): void {
  const asset = f.assetOf('Faucet', 'surface', { use });
  if (asset === null) return;
  const at = pointAt(sink.box, 0, -sink.box.halfZ + asset.sizeM[2] / 2 + 0.012);
  f.place([{ asset, box: uprightBox(at, asset.sizeM, sink.box.yawDeg, sink.box.topM), parent: sink }], sink.group);
}
