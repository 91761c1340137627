import { boxCorners } from '../../../shared/geometry/box.ts';
import { type CameraFrame, cameraFrameFromPose, focalLengthPx } from '../../../shared/geometry/camera.ts';
import { dot, subtract, type Vec3 } from '../../../shared/geometry/vector.ts';
import type { Scene, SceneObject } from '../../../shared/model/scene.ts';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';
import { boxFill } from './box-fill.ts';
import { blockersBetween, isHidden, type SightBlockers, sightBlockersFromScene } from './line-of-sight.ts';
import { type CameraPoint, type Picture, silhouetteAreaPx } from './silhouette.ts';

/** Where between an object's centre (0) and its corners (1) the lines of sight end. */
const sampleReach = 0.7;
interface Target {
  readonly id: string;
  /** Share of the box's outline that the object's own shape fills. */
  readonly fill: number;
  readonly centerM: Vec3;
  readonly radiusM: number;
  /** Area that the box shows seen from afar from its broadest side. */
  readonly broadestM2: number;
  readonly corners: readonly Vec3[];
  readonly samples: readonly Vec3[];
}

/** Foretells, without drawing anything, how much of a frame the objects of a scene fill. */
export class ViewPredictor {
  private readonly targets: readonly Target[];
  private readonly blockers: SightBlockers;
  private readonly camera: CameraIntrinsics;
  private readonly picture: Picture;
  /** How much larger things come out in the picture's corners than in its middle. */
  private readonly cornerStretch: number;

  constructor(scene: Scene, camera: CameraIntrinsics) {
    this.targets = scene.objects.map(targetFromObject);
    this.blockers = sightBlockersFromScene(scene);
    this.camera = camera;
    this.picture = { widthPx: camera.widthPx, heightPx: camera.heightPx, focalPx: focalLengthPx(camera) };
    this.cornerStretch = Math.hypot(1, Math.hypot(camera.widthPx, camera.heightPx) / 2 / this.picture.focalPx);
  }

  /** Objects of the scene. */
  get objectCount(): number {
    return this.targets.length;
  }

  /** What the camera sees from a pose: the predicted share of the frame, 0 to 1, by object index. A share that cannot exceed `atLeast` may come out as 0. */
  look(pose: Pose): (objectIndex: number, atLeast?: number) => number {
    const frame = cameraFrameFromPose(pose, this.camera);
    return (objectIndex, atLeast = 0) => this.fraction(frame, this.targets[objectIndex] as Target, atLeast);
  }

  private fraction(frame: CameraFrame, target: Target, atLeast: number): number {
    const { widthPx, heightPx, focalPx } = this.picture;
    const [right, up, forward] = inCamera(frame, target.centerM);
    const nearestM = forward - target.radiusM;
    if (forward + target.radiusM < 0) return 0;
    const [halfX, halfY] = [widthPx / 2 / focalPx, heightPx / 2 / focalPx];
    if (Math.abs(right) - forward * halfX > target.radiusM * Math.hypot(1, halfX)) return 0;
    if (Math.abs(up) - forward * halfY > target.radiusM * Math.hypot(1, halfY)) return 0;
    const framePx = widthPx * heightPx;
    if (nearestM > 0) {
      const mostPx = (target.broadestM2 * this.cornerStretch * focalPx ** 2) / nearestM ** 2;
      if ((mostPx * target.fill) / framePx <= atLeast) return 0;
    }
    const corners = target.corners.map((corner) => inCamera(frame, corner));
    const fraction = (silhouetteAreaPx(corners, this.picture) * target.fill) / framePx;
    return fraction <= atLeast ? 0 : this.inSight(frame.positionM, target, fraction, atLeast);
  }

  /** What is left of a share of the frame after what hides the object; 0 as soon as it cannot exceed `atLeast`. */
  private inSight(cameraM: Vec3, target: Target, fraction: number, atLeast: number): number {
    const blockers = blockersBetween(this.blockers, cameraM, target);
    const perSample = fraction / target.samples.length;
    let left = fraction;
    for (const sample of target.samples) {
      if (isHidden(blockers, cameraM, sample)) left -= perSample;
      if (left <= atLeast) return 0;
    }
    return left;
  }
}

function targetFromObject({ id, objectType, orientedBox }: SceneObject): Target {
  const { centerM, sizeM } = orientedBox;
  const [x, y, z] = sizeM;
  const corners = boxCorners(orientedBox);
  return {
    id,
    fill: boxFill(objectType),
    centerM,
    radiusM: Math.hypot(x, y, z) / 2,
    broadestM2: Math.hypot(x * y, y * z, z * x),
    corners,
    samples: [centerM, ...corners.map((corner) => between(centerM, corner))],
  };
}

function between(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + (b[0] - a[0]) * sampleReach, a[1] + (b[1] - a[1]) * sampleReach, a[2] + (b[2] - a[2]) * sampleReach];
}

function inCamera({ positionM, right, up, forward }: CameraFrame, pointM: Vec3): CameraPoint {
  const offset = subtract(pointM, positionM);
  return [dot(offset, right), dot(offset, up), dot(offset, forward)];
}
