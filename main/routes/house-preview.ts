import { encode } from 'fast-png';
import type { HousePreview, HousePreviewQuery } from '../../shared/api/index.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { CameraIntrinsics, Pose } from '../../shared/model/trajectory.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import { houseSeed } from '../generate/mix-seeds.ts';
import { freeSpaceFromScene } from '../generate/walkthrough/free-space.ts';
import { defaultWalkSettings } from '../generate/walkthrough/walk-settings.ts';
import { houseStatistics } from '../houses/house-statistics.ts';
import { makeHouse } from '../houses/make-house.ts';
import { sceneFromPlanned } from '../houses/planned-scene.ts';

/** The view is drawn at this size, and tried small. */
const [viewPx, trialPx] = [
  [640, 360],
  [64, 36],
] as const;
const triedYaws = [0, 45, 90, 135, 180, 225, 270, 315];
/** An object of fewer pixels than this share of the frame does not make a view better. */
const leastShare = 0.004;

/** The house that a run with these settings would make. Throws `input.invalid` where none fits, `house.invalid` where none came of the seed. */
export function previewHouse(query: HousePreviewQuery): HousePreview {
  const seed = houseSeed(query.seed, query.house);
  const planned = makeHouse({ seed, rooms: [query.roomsLeast, query.roomsMost], objects: [query.objectsLeast, query.objectsMost] });
  const { rooms, objects, types, areaM2, freeFloorShare } = houseStatistics([planned]);
  return {
    scene: sceneFromPlanned(planned, `preview-${seed}`).scene,
    seed,
    rooms: rooms.mean,
    objects: objects.mean,
    types: types.mean,
    areaM2: areaM2.mean,
    freeFloorShare: freeFloorShare.mean,
  };
}

/** A look into a house from where most of its objects show, drawn by the software rasteriser: a PNG. */
export function drawHouseView(scene: Scene): Uint8Array {
  const pose = bestPose(scene);
  const [widthPx, heightPx] = viewPx;
  const { rgba } = createRasteriser({ widthPx, heightPx, supersample: 2 }).draw(compileStage(scene), pose, cameraOf(viewPx));
  return encode({ width: widthPx, height: heightPx, data: rgba, channels: 4, depth: 8 });
}

function bestPose(scene: Scene): Pose {
  const [widthPx, heightPx] = trialPx;
  const stage = compileStage(scene, { quality: 'low' });
  const rasteriser = createRasteriser({ widthPx, heightPx });
  let best: { readonly pose: Pose; readonly objects: number } | null = null;
  for (const pose of standsIn(scene)) {
    const { ids } = rasteriser.draw(stage, pose, cameraOf(trialPx));
    const visible = countInstances(ids, widthPx, heightPx);
    // Instances of objects come before all others.
    const objects = visible.filter(([id, pixels]) => id <= scene.objects.length && pixels >= leastShare * ids.length).length;
    if (objects > (best?.objects ?? -1)) best = { pose, objects };
  }
  return best?.pose ?? { positionM: [0, 0, 0], yawDeg: 0 };
}

/** The free-est place of every room, looking all around. */
function standsIn(scene: Scene): Pose[] {
  const space = freeSpaceFromScene(scene, 0.25);
  const freest = new Map<number, number>();
  for (const [cell, room] of space.roomOf.entries()) {
    const best = freest.get(room);
    if (room >= 0 && (best === undefined || (space.clearanceM[cell] ?? 0) > (space.clearanceM[best] ?? 0))) freest.set(room, cell);
  }
  return [...freest.values()].flatMap((cell) => {
    const [x, z] = space.centerOf(cell);
    return triedYaws.map((yawDeg): Pose => ({ positionM: [x, 0, z], yawDeg }));
  });
}

function cameraOf([widthPx, heightPx]: readonly [number, number]): CameraIntrinsics {
  return { ...defaultWalkSettings.camera, widthPx, heightPx };
}
