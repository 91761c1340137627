/**
 * `node test/shared/stage/recognition-sheet.ts SHEET.png KEY.json [seed] [cellPx]`: one crop per object type as a 384x224 frame shows it from 3 m, numbered, in
 * an order that the seed decides, and the key in a file of its own. Name them before you open the key; docs/rendering.md has our hit rate.
 */
import { writeFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { axesFromEulerDeg, axisBoxFromOriented, type OrientedBox } from '../../../shared/geometry/box.ts';
import type { PlanPoint, Vec3 } from '../../../shared/geometry/vector.ts';
import type { Scene, SceneObject, Wall } from '../../../shared/model/scene.ts';
import { compileStage } from '../../../shared/stage/compile-stage.ts';
import { countInstances } from '../../../shared/stage/count-instances.ts';
import { createRasteriser } from '../../../shared/stage/rasterise.ts';
import { noiseAt } from '../../../shared/stage/text-hash.ts';

/** Typical sizes in metres, and where a thing is: on the floor, on a table, or on a wall. */
const things: readonly [type: string, sizeM: Vec3, place: 'floor' | 'table' | 'wall'][] = [
  ['ArmChair', [0.95, 0.88, 0.88], 'floor'],
  ['Bed', [1.4, 0.92, 2.2], 'floor'],
  ['Chair', [0.48, 0.88, 0.55], 'floor'],
  ['CoffeeTable', [1.15, 0.44, 0.67], 'floor'],
  ['CounterTop', [2.4, 0.94, 0.66], 'floor'],
  ['Desk', [1.4, 0.79, 0.62], 'floor'],
  ['DiningTable', [1.5, 0.77, 1], 'floor'],
  ['DogBed', [1, 0.2, 0.83], 'floor'],
  ['Dresser', [1.2, 0.97, 0.53], 'floor'],
  ['FloorLamp', [0.52, 1.75, 0.51], 'floor'],
  ['Fridge', [0.9, 1.8, 0.72], 'floor'],
  ['GarbageBag', [0.51, 0.56, 0.52], 'floor'],
  ['GarbageCan', [0.4, 0.56, 0.4], 'floor'],
  ['HousePlant', [0.4, 0.75, 0.42], 'floor'],
  ['LaundryHamper', [0.6, 0.7, 0.45], 'floor'],
  ['Ottoman', [0.86, 0.44, 0.52], 'floor'],
  ['Plunger', [0.15, 0.54, 0.15], 'floor'],
  ['Safe', [0.5, 0.51, 0.56], 'floor'],
  ['ShelvingUnit', [0.92, 1.5, 0.34], 'floor'],
  ['SideTable', [0.5, 0.6, 0.4], 'floor'],
  ['Sofa', [2.2, 0.92, 0.93], 'floor'],
  ['Stool', [0.4, 0.7, 0.36], 'floor'],
  ['TVStand', [1.3, 0.6, 0.5], 'floor'],
  ['Toilet', [0.5, 0.95, 0.75], 'floor'],
  ['VacuumCleaner', [0.36, 1.01, 0.31], 'floor'],
  ['WashingMachine', [0.66, 0.95, 0.66], 'floor'],
  ['BaseballBat', [0.08, 0.96, 0.09], 'floor'],
  ['BasketBall', [0.24, 0.24, 0.24], 'floor'],
  ['Bathtub', [1.6, 0.58, 0.75], 'floor'],
  ['Sink', [0.6, 0.88, 0.48], 'floor'],
  ['Boots', [0.28, 0.45, 0.25], 'floor'],
  ['Box', [0.45, 0.32, 0.42], 'floor'],
  ['Cart', [0.71, 1, 0.5], 'floor'],
  ['TeddyBear', [0.42, 0.45, 0.33], 'floor'],
  ['AlarmClock', [0.19, 0.18, 0.09], 'table'],
  ['Apple', [0.1, 0.11, 0.1], 'table'],
  ['Book', [0.22, 0.04, 0.27], 'table'],
  ['Bottle', [0.1, 0.27, 0.1], 'table'],
  ['Bowl', [0.24, 0.1, 0.24], 'table'],
  ['Bread', [0.16, 0.14, 0.3], 'table'],
  ['CoffeeMachine', [0.3, 0.4, 0.34], 'table'],
  ['DeskLamp', [0.28, 0.46, 0.3], 'table'],
  ['Desktop', [0.88, 0.57, 0.25], 'table'],
  ['Faucet', [0.25, 0.26, 0.24], 'table'],
  ['Kettle', [0.22, 0.24, 0.22], 'table'],
  ['Laptop', [0.38, 0.27, 0.3], 'table'],
  ['Microwave', [0.58, 0.34, 0.38], 'table'],
  ['Mug', [0.13, 0.11, 0.1], 'table'],
  ['Pan', [0.28, 0.06, 0.46], 'table'],
  ['Pillow', [0.5, 0.16, 0.38], 'table'],
  ['Plate', [0.26, 0.03, 0.26], 'table'],
  ['Pot', [0.34, 0.18, 0.27], 'table'],
  ['SprayBottle', [0.07, 0.26, 0.12], 'table'],
  ['Statue', [0.21, 0.42, 0.15], 'table'],
  ['TissueBox', [0.22, 0.16, 0.12], 'table'],
  ['Toaster', [0.24, 0.21, 0.34], 'table'],
  ['Vase', [0.18, 0.34, 0.18], 'table'],
  ['WineBottle', [0.09, 0.33, 0.09], 'table'],
  ['Mirror', [0.6, 0.9, 0.04], 'wall'],
  ['Painting', [0.8, 0.6, 0.03], 'wall'],
  ['Television', [1.15, 0.7, 0.1], 'wall'],
  ['Towel', [0.42, 0.6, 0.05], 'wall'],
];

const camera = { widthPx: 384, heightPx: 224, fovYDeg: 59, pitchDownDeg: 20, heightM: 1.446 };
const corners: readonly PlanPoint[] = [
  [-2.6, -2],
  [2.6, -2],
  [2.6, 4],
  [-2.6, 4],
];

const [sheetFile, keyFile, seedText = '1', cellText = '132'] = process.argv.slice(2);
if (sheetFile === undefined || keyFile === undefined) throw new Error('Say where to put the sheet and its key.');
const seed = Number(seedText);
const cellPx = Number(cellText);
const columns = 10;
const order = things.map((_, i) => i).sort((a, b) => noiseAt(seed, a, 1) - noiseAt(seed, b, 1));
const rows = Math.ceil(order.length / columns);
const sheet = { widthPx: columns * cellPx, heightPx: rows * cellPx, rgb: new Uint8Array(columns * rows * cellPx * cellPx * 3).fill(255) };
const rasteriser = createRasteriser({ widthPx: camera.widthPx, heightPx: camera.heightPx, supersample: 2 });
for (const [place, thing] of order.entries()) {
  const stage = compileStage(sceneOf(thing));
  const { rgba, ids } = rasteriser.draw(stage, { positionM: [0, 0.9, 3], yawDeg: 180 }, camera);
  const seen = countInstances(ids, camera.widthPx, camera.heightPx).find(([id]) => id === 1);
  if (seen === undefined) throw new Error(`${things[thing]?.[0]} is not in the picture`);
  const [, , left, top, right, bottom] = seen;
  const side = Math.max(40, 1.35 * Math.max(right - left, bottom - top));
  const corner = { x: (left + right) / 2 - side / 2, y: (top + bottom) / 2 - side / 2, side };
  paste(rgba, corner, (place % columns) * cellPx, Math.floor(place / columns) * cellPx);
  writeNumber(place + 1, (place % columns) * cellPx + 3, Math.floor(place / columns) * cellPx + 3);
}
await writeFile(sheetFile, pngFrom(sheet.widthPx, sheet.heightPx, sheet.rgb));
await writeFile(keyFile, `${JSON.stringify(order.map((thing, i) => `${i + 1} ${things[thing]?.[0]}`))}\n`);

/** The thing as instance 1 in an empty room, its front within 40 degrees of the camera; what needs a table gets one. */
function sceneOf(thing: number): Scene {
  const [type, sizeM, place] = things[thing] as (typeof things)[number];
  const yawDeg = place === 'wall' ? 0 : 80 * (noiseAt(seed, thing, 2) - 0.5);
  const bottomM = { floor: 0, table: 0.74, wall: 1.1 - sizeM[1] / 2 }[place];
  const z = place === 'wall' ? -2 + sizeM[2] / 2 + 0.002 : 0;
  const objects = [anObject(type, `${type}_${seed}`, sizeM, [0, bottomM + sizeM[1] / 2, z], yawDeg)];
  if (place === 'table') objects.push(anObject('DiningTable', 'DiningTable_5', [1.5, 0.74, 0.9], [0, 0.37, 0], 0));
  const walls = corners.map((startM, i): Wall => {
    const endM = corners[(i + 1) % corners.length] as PlanPoint;
    return { id: `wall|${i}`, roomId: 'room|1', startM, endM, heightM: 2.7, material: null, isOpenBoundary: false };
  });
  const room = { id: 'room|1', roomType: 'LivingRoom', floorPolygonM: corners, floorMaterial: 'WoodFloorLight' };
  return { id: type, rooms: [room], walls, openings: [], objects, ceilingHeightM: 2.7 };
}

function anObject(objectType: string, assetId: string, sizeM: Vec3, centerM: Vec3, yawDeg: number): SceneObject {
  const orientedBox: OrientedBox = { centerM, sizeM, axes: axesFromEulerDeg({ x: 0, y: yawDeg, z: 0 }) };
  const axisBox = axisBoxFromOriented(orientedBox);
  return {
    id: assetId,
    objectType,
    assetId,
    roomId: 'room|1',
    parentId: null,
    isObjaverse: false,
    orientedBox,
    axisBox,
    isOrientationKnown: true,
  };
}

/** Copies a square of a frame into a cell, blending between pixels. */
function paste(rgba: Uint8Array, from: { x: number; y: number; side: number }, toX: number, toY: number): void {
  const at = (x: number, y: number, k: number): number => {
    const [column, row] = [Math.min(camera.widthPx - 1, Math.max(0, x)), Math.min(camera.heightPx - 1, Math.max(0, y))];
    return rgba[(row * camera.widthPx + column) * 4 + k] as number;
  };
  const inner = cellPx - 4;
  for (let y = 0; y < inner; y++) {
    for (let x = 0; x < inner; x++) {
      const [sx, sy] = [from.x + ((x + 0.5) / inner) * from.side - 0.5, from.y + ((y + 0.5) / inner) * from.side - 0.5];
      const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
      for (let k = 0; k < 3; k++) {
        const upper = at(x0, y0, k) * (1 - sx + x0) + at(x0 + 1, y0, k) * (sx - x0);
        const lower = at(x0, y0 + 1, k) * (1 - sx + x0) + at(x0 + 1, y0 + 1, k) * (sx - x0);
        sheet.rgb[((toY + y) * sheet.widthPx + toX + x) * 3 + k] = Math.round(upper * (1 - sy + y0) + lower * (sy - y0));
      }
    }
  }
}

/** Digits of 3 x 5 dots, three pixels a dot, black on white. */
function writeNumber(value: number, x: number, y: number): void {
  const glyphs = ['75557', '26227', '71747', '71717', '55711', '74717', '74757', '71111', '75757', '75717'];
  for (const [i, digit] of [...String(value)].entries()) {
    for (let row = -1; row <= 5; row++) {
      for (let column = -1; column <= 3; column++) {
        const bits = Number(glyphs[Number(digit)]?.[row] ?? 0);
        const isInk = column >= 0 && column < 3 && row >= 0 && row < 5 && ((bits >> (2 - column)) & 1) === 1;
        for (let d = 0; d < 9; d++) {
          const [px, py] = [x + i * 12 + column * 3 + (d % 3), y + row * 3 + Math.floor(d / 3)];
          if (px >= 0 && py >= 0) sheet.rgb.fill(isInk ? 0 : 255, (py * sheet.widthPx + px) * 3, (py * sheet.widthPx + px) * 3 + 3);
        }
      }
    }
  }
}

/** A PNG of 8-bit RGB; every line holds the differences to the one above (filter 2), which packs pictures well. */
function pngFrom(widthPx: number, heightPx: number, rgb: Uint8Array): Buffer {
  const lines = Buffer.alloc(heightPx * (1 + widthPx * 3));
  for (let y = 0; y < heightPx; y++) {
    const from = y * widthPx * 3;
    lines[y * (1 + widthPx * 3)] = 2;
    for (let i = 0; i < widthPx * 3; i++) {
      const above = y === 0 ? 0 : (rgb[from - widthPx * 3 + i] as number);
      lines[y * (1 + widthPx * 3) + 1 + i] = ((rgb[from + i] as number) - above) & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
