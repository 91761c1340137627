import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import type { PlannedOpening, PlannedRoom, RoomType } from '../house-plan.ts';
import type { WallRun } from './cell-plan.ts';
import { isOuterRunOf } from './judge-layout.ts';
import { areasOverlap, type KeepFreeArea, keepFreeAreas } from './keep-free.ts';
import { type OpeningAsset, windows } from './opening-assets.ts';
import { pointOn } from './place-doors.ts';
import { pickBetween, pickChance, pickOne, pickWeighted } from './plan-random.ts';

/** Least distance of a window from a corner, and from the next opening. */
const cornerCm = 30;
/** Of a straight wall at most this share is window, so that furniture finds a place too. */
const mostGlassPercent = 60;
const sillM = 0.9;
/** Bathroom windows begin above a person's shoulders. */
const bathroomSillM = 1.5;

/** How many windows a room tries to get, by weight. */
const counts: Readonly<Record<RoomType, readonly (readonly [weight: number, count: number])[]>> = {
  LivingRoom: [
    [3, 2],
    [2, 3],
    [1, 1],
  ],
  Bedroom: [
    [2, 1],
    [2, 2],
  ],
  Kitchen: [
    [3, 1],
    [1, 2],
  ],
  Bathroom: [
    [3, 1],
    [1, 0],
  ],
  Hallway: [
    [1, 1],
    [1, 0],
  ],
};

/** Windows in the outer walls, off corners and doors; living rooms, bedrooms and kitchens get at least one where they have room for it. */
export function placeWindows(
  rooms: readonly PlannedRoom[],
  runs: readonly WallRun[],
  doors: readonly PlannedOpening[],
  pick: RandomIndex,
): PlannedOpening[] {
  const placed: PlannedOpening[] = [];
  const doorAreas = keepFreeAreas({ rooms, openings: doors });
  rooms.forEach((room, owner) => {
    const outer = runs.filter((run) => isOuterRunOf(run, owner));
    const free = new Map(outer.map((run) => [run, 10 * (run.toDm - run.fromDm)]));
    const count = pickWeighted(pick, counts[room.roomType]);
    for (let k = 0; k < count && outer.length > 0; k++) {
      // A second window rather goes into another wall.
      const [run] = outer.toSorted((a, b) => (free.get(b) ?? 0) - (free.get(a) ?? 0));
      const taken = [...doorAreas, ...keepFreeAreas({ rooms, openings: placed })];
      const window = run === undefined ? null : placeWindow(room, owner, run, k, taken, pick);
      if (run !== undefined) free.set(run, window === null ? 0 : (free.get(run) ?? 0) - 260);
      if (window !== null) placed.push(window);
    }
  });
  return placed;
}

function placeWindow(
  room: PlannedRoom,
  owner: number,
  run: WallRun,
  index: number,
  taken: readonly KeepFreeArea[],
  pick: RandomIndex,
): PlannedOpening | null {
  const runCm = 10 * (run.toDm - run.fromDm);
  const isSmall = room.roomType === 'Bathroom';
  const fitting = windows.filter(
    ({ widthCm, heightCm }) => heightCm < 100 === isSmall && widthCm <= (runCm * mostGlassPercent) / 100 && widthCm + 2 * cornerCm <= runCm,
  );
  for (const asset of fitting.length === 0 ? [] : [pickOne(pick, fitting), fitting[0] as OpeningAsset]) {
    const lastCm = runCm - cornerCm - asset.widthCm;
    const places = Array.from({ length: Math.floor((lastCm - cornerCm) / 10) + 1 }, (_, k) => cornerCm + 10 * k);
    const wantedCm = pickChance(pick, 55) ? (runCm - asset.widthCm) / 2 : pickBetween(pick, cornerCm, lastCm);
    for (const fromCm of places.toSorted((a, b) => Math.abs(a - wantedCm) - Math.abs(b - wantedCm))) {
      const window = windowAt(room, owner, run, fromCm, asset, index, isSmall ? bathroomSillM : sillM);
      const areas = keepFreeAreas({ rooms: [room], openings: [window] });
      if (!areas.some((area) => taken.some((other) => isTooClose(area, other)))) return window;
    }
  }
  return null;
}

function windowAt(
  room: PlannedRoom,
  owner: number,
  run: WallRun,
  fromCm: number,
  { assetId, widthCm, heightCm }: OpeningAsset,
  index: number,
  bottomM: number,
): PlannedOpening {
  const [low, high] = [pointOn(run, fromCm), pointOn(run, fromCm + widthCm)];
  const isLowFirst = run.axis === 'x' ? run.before === owner : run.after === owner;
  const [startM, endM] = isLowFirst ? [low, high] : [high, low];
  const id = `window|${owner + 2}|${index}`;
  const topM = Math.round(100 * bottomM + heightCm) / 100;
  return { id, kind: 'window', assetId, startM, endM, bottomM, topM, roomIds: [room.id], openness: 0 };
}

/** Nothing of a door lies in front of a window or within a hand's breadth beside it; neither does another window. */
function isTooClose(window: KeepFreeArea, other: KeepFreeArea): boolean {
  if (window.roomId !== other.roomId || other.kind === 'swing') return false;
  const gapM = cornerCm / 100 - 0.001;
  const wider = { minM: [window.minM[0] - gapM, window.minM[1] - gapM], maxM: [window.maxM[0] + gapM, window.maxM[1] + gapM] } as const;
  return areasOverlap(wider, other);
}
