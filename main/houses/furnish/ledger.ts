import type { Vec3 } from '../../../shared/geometry/vector.ts';
import type { PlacedObject } from '../house-plan.ts';
import type { CatalogueAsset } from './catalogue.ts';
import type { RefusalReason } from './room-space.ts';
import type { UprightBox } from './upright-box.ts';

/** An object that has found its place. */
export interface Standing {
  readonly asset: CatalogueAsset;
  readonly box: UprightBox;
  readonly roomId: string;
  /** What carries it; null on the floor or a wall. */
  readonly parent: Standing | null;
  /** Objects of one arrangement share a number. */
  readonly group: number;
}

/** What a house holds so far, how much may still come, and what was tried in vain. */
export class Ledger {
  readonly standing: Standing[] = [];
  readonly rejections: Partial<Record<RefusalReason, number>> = {};
  /** Most objects of the house. */
  private readonly most: number;
  private readonly counts = new Map<string, number>();
  private groups = 0;

  constructor(most: number) {
    this.most = most;
  }

  /** Objects that may still be placed. */
  get left(): number {
    return this.most - this.standing.length;
  }

  /** A number for a new arrangement. */
  newGroup(): number {
    return this.groups++;
  }

  /** How many of a type the house has. */
  countOf(objectType: string): number {
    return this.counts.get(objectType) ?? 0;
  }

  add(standing: Standing): void {
    this.standing.push(standing);
    this.counts.set(standing.asset.objectType, this.countOf(standing.asset.objectType) + 1);
  }

  /** Takes back all but the first `count` objects. */
  forget(count: number): void {
    for (const { asset } of this.standing.splice(count)) this.counts.set(asset.objectType, this.countOf(asset.objectType) - 1);
  }

  reject(reason: RefusalReason): void {
    this.rejections[reason] = (this.rejections[reason] ?? 0) + 1;
  }

  /** The objects with ids in ProcTHOR's manner ("Sofa|3|1", on it "Pillow|3|1|0"), room by room, carriers before what they carry. */
  placedObjects(): PlacedObject[] {
    const ids = new Map<Standing, string>();
    const counters = new Map<string, number>();
    const nextNumber = (key: string, first: number): number => {
      const number = counters.get(key) ?? first;
      counters.set(key, number + 1);
      return number;
    };
    return this.standing.map((standing) => {
      const { asset, roomId, parent } = standing;
      const parentId = parent === null ? null : (ids.get(parent) as string);
      const place = parentId === null ? roomId.replace(/^[^|]*\|/, '') : parentId.slice(parentId.indexOf('|') + 1);
      const number = parentId === null ? nextNumber(roomId, 1) : nextNumber(parentId, 0);
      const id = `${asset.objectType}|${place}|${number}`;
      ids.set(standing, id);
      return placedObject(id, standing, parentId);
    });
  }
}

function placedObject(id: string, { asset, box, roomId }: Standing, parentId: string | null): PlacedObject {
  const round = (value: number): number => Math.round(value * 1e4) / 1e4;
  const positionM: Vec3 = [round(box.x), round((box.bottomM + box.topM) / 2), round(box.z)];
  const yawDeg = round((box.yawDeg + 360) % 360);
  return { id, assetId: asset.assetId, objectType: asset.objectType, positionM, yawDeg, sizeM: asset.sizeM, roomId, parentId };
}
