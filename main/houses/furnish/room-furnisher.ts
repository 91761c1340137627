import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import { assetsOf, type CatalogueAsset, catalogueType } from './catalogue.ts';
import type { Stand } from './catalogue-type.ts';
import type { Dice } from './dice.ts';
import type { Ledger, Standing } from './ledger.ts';
import type { RefusalReason, RoomSpace } from './room-space.ts';
import { pointOnWall, type RoomWall } from './room-walls.ts';
import { planCorners, type UprightBox, uprightBox } from './upright-box.ts';

/** An object on its way to a place. */
export interface Draft {
  readonly asset: CatalogueAsset;
  readonly box: UprightBox;
  /** Default: what the catalogue says of the type. */
  readonly frontM?: number;
  readonly parent?: Standing;
}

/** Space between a thing and the wall behind it. */
const backGapM = 0.015;
/** Space beside a thing in a corner. */
const cornerGapM: readonly [number, number] = [0.03, 0.12];

/** What the rules for one room work with: its space, the house's ledger, and the dice. */
export class RoomFurnisher {
  readonly space: RoomSpace;
  readonly ledger: Ledger;
  readonly dice: Dice;

  constructor(space: RoomSpace, ledger: Ledger, dice: Dice) {
    this.space = space;
    this.ledger = ledger;
    this.dice = dice;
  }

  /** What stands in this room. */
  get standing(): Standing[] {
    return this.ledger.standing.filter(({ roomId }) => roomId === this.space.room.id);
  }

  /** How many of a type are in this room. */
  countOf(objectType: string): number {
    return this.standing.filter(({ asset }) => asset.objectType === objectType).length;
  }

  /** A random asset of a type, of those that are no wider than `mostWidthM`. */
  assetOf(objectType: string, stands: Stand, options: { readonly use?: string; readonly mostWidthM?: number } = {}): CatalogueAsset | null {
    const { use, mostWidthM = Number.POSITIVE_INFINITY } = options;
    return this.dice.one(assetsOf(objectType, stands, use).filter(({ sizeM }) => sizeM[0] <= mostWidthM)) ?? null;
  }

  /** Places drafts together or not at all; a refusal is counted. */
  place(drafts: readonly Draft[], group = this.ledger.newGroup()): Standing[] | null {
    if (drafts.length > this.ledger.left) return null;
    const reason = this.space.admit(
      drafts.map(({ asset, box, frontM, parent }) => ({
        box,
        group,
        frontM: parent === undefined && asset.stands === 'floor' ? (frontM ?? catalogueType(asset.objectType).frontM ?? 0) : 0,
        carriers: carriersOf(parent),
      })),
    );
    if (reason !== null) {
      this.reject(reason);
      return null;
    }
    const placed = drafts.map(({ asset, box, parent }) => ({ asset, box, roomId: this.space.room.id, parent: parent ?? null, group }));
    for (const standing of placed) this.ledger.add(standing);
    return placed;
  }

  /** Follows a rule that places several things; where it fails, everything it placed is taken away again. */
  attempt(rule: () => boolean): boolean {
    const [standing, bodies] = [this.ledger.standing.length, this.space.bodyCount];
    if (rule()) return true;
    this.ledger.forget(standing);
    this.space.clearTo(bodies);
    return false;
  }

  reject(reason: RefusalReason): null {
    this.ledger.reject(reason);
    return null;
  }

  /** A wall with at least `leastM` of length; longer ones are likelier. */
  wallFor(leastM: number): RoomWall | null {
    return this.dice.weighted(this.space.walls, ({ lengthM }) => (lengthM < leastM ? 0 : lengthM)) ?? null;
  }

  /** The box of an asset with its back to a wall, its middle at `alongM`. */
  boxAtWall(asset: CatalogueAsset, wall: RoomWall, alongM: number, gapM = backGapM, bottomM = 0): UprightBox {
    return uprightBox(pointOnWall(wall, alongM, gapM + asset.sizeM[2] / 2), asset.sizeM, wall.yawDeg, bottomM);
  }

  /** A place along a wall for something so wide: mostly at one of its ends, else anywhere. Null where the wall is too short. */
  alongFor(wall: RoomWall, widthM: number, endShare = 0.6): number | null {
    const slackM = wall.lengthM - widthM - 2 * cornerGapM[0];
    if (slackM < 0) return null;
    const low = widthM / 2 + cornerGapM[0];
    if (!this.dice.chance(endShare)) return low + this.dice.between(0, slackM);
    const offM = Math.min(slackM, this.dice.between(0, cornerGapM[1] - cornerGapM[0]));
    return this.dice.chance(0.5) ? low + offM : low + slackM - offM;
  }

  /** Tries to put an asset with its back to some wall. */
  againstWall(
    asset: CatalogueAsset,
    options: { readonly tries?: number; readonly endShare?: number; readonly gapM?: number } = {},
  ): Standing | null {
    const { tries = 20, endShare, gapM } = options;
    for (let i = 0; i < tries; i++) {
      const wall = this.wallFor(asset.sizeM[0]);
      const alongM = wall === null ? null : this.alongFor(wall, asset.sizeM[0], endShare);
      if (wall === null || alongM === null) continue;
      const placed = this.place([{ asset, box: this.boxAtWall(asset, wall, alongM, gapM) }]);
      if (placed !== null) return placed[0] ?? null;
    }
    return this.reject('no-place');
  }

  /** Tries to put an asset into a corner, square to the walls or, where `isAskew`, across it. */
  inCorner(asset: CatalogueAsset, options: { readonly tries?: number; readonly isAskew?: boolean } = {}): Standing | null {
    const { tries = 12, isAskew = false } = options;
    for (let i = 0; i < tries; i++) {
      const wall = this.wallFor(asset.sizeM[0]);
      if (wall === null) break;
      const isAtStart = this.dice.chance(0.5);
      const turnDeg = isAskew ? Math.round((isAtStart ? 1 : -1) * this.dice.between(30, 60)) : 0;
      const turned = uprightBox([0, 0], asset.sizeM, turnDeg, 0);
      const [spanX, spanZ] = ([0, 1] as const).map((k) => Math.max(...planCorners(turned).map((p) => p[k]))) as [number, number];
      const [sideM, backM] = [this.dice.between(...cornerGapM), this.dice.between(0.03, 0.09)];
      const alongM = isAtStart ? spanX + sideM : wall.lengthM - spanX - sideM;
      const box = uprightBox(pointOnWall(wall, alongM, spanZ + backM), asset.sizeM, wall.yawDeg + turnDeg, 0);
      const placed = this.place([{ asset, box }]);
      if (placed !== null) return placed[0] ?? null;
    }
    return this.reject('no-place');
  }

  /** Tries to put an asset anywhere on the floor, mostly near something else. */
  anywhere(asset: CatalogueAsset, options: { readonly tries?: number; readonly yawDeg?: number } = {}): Standing | null {
    const { tries = 20 } = options;
    for (let i = 0; i < tries; i++) {
      const [x, z] = this.pointOnFloor();
      const yawDeg = options.yawDeg ?? 90 * this.dice.index(4);
      const placed = this.place([{ asset, box: uprightBox([x, z], asset.sizeM, yawDeg, 0) }]);
      if (placed !== null) return placed[0] ?? null;
    }
    return this.reject('no-place');
  }

  /** A random point of the room's bounds. */
  pointOnFloor(marginM = 0.2): PlanPoint {
    const { outlineM } = this.space.room;
    const [xs, zs] = [outlineM.map(([x]) => x), outlineM.map(([, z]) => z)];
    return [
      this.dice.between(Math.min(...xs) + marginM, Math.max(...xs) - marginM),
      this.dice.between(Math.min(...zs) + marginM, Math.max(...zs) - marginM),
    ];
  }
}

function carriersOf(parent: Standing | undefined): UprightBox[] {
  const boxes: UprightBox[] = [];
  for (let at: Standing | null = parent ?? null; at !== null; at = at.parent) boxes.push(at.box);
  return boxes;
}
