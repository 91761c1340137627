import { memo } from 'react';
import { unproject } from '../../../../shared/geometry/camera.ts';
import { type PictureCamera, projectSegment } from '../../../../shared/geometry/picture-camera.ts';
import type { Vec3 } from '../../../../shared/geometry/vector.ts';
import { pathOf } from '../projected/project-box.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './HouseView.module.css';
import type { Eye } from './house-camera.ts';
import type { HouseEye } from './use-house-eye.ts';

/** Pieces of the path, each of one colour from start to end. */
const pieces = 24;
/** Poses that the path is drawn through at most. */
const maxPoses = 480;
/** How far from the lens the outline of the picture is drawn. */
const frustumM = 0.7;

/** The walked path on the floor, coloured by time, and the camera of the frame on screen with what it takes in. */
export function WalkLayer({
  camera,
  house,
  floorM,
}: {
  readonly camera: PictureCamera;
  readonly house: HouseEye;
  readonly floorM: number;
}) {
  const { trajectory } = useSubject();
  return (
    <svg className={classes['walk']} width={camera.widthPx} height={camera.heightPx} aria-hidden>
      <Path camera={camera} poses={trajectory.poses} floorM={floorM} />
      {house.walk !== null && <path d={pathOf(visibleEdges(camera, house.walk))} className={classes['frustum']} />}
    </svg>
  );
}

function visibleEdges(camera: PictureCamera, walk: Eye) {
  return frustumOf(walk).flatMap(([from, to]) => {
    const seen = projectSegment(camera, from, to);
    return seen === null ? [] : [seen];
  });
}

/** Edges of the pyramid from the lens to the corners of the picture. */
function frustumOf({ pose, camera }: Eye): (readonly [Vec3, Vec3])[] {
  const lens: Vec3 = [pose.positionM[0], camera.heightM, pose.positionM[2]];
  const corners = [
    [0, 0],
    [camera.widthPx, 0],
    [camera.widthPx, camera.heightPx],
    [0, camera.heightPx],
  ].map(([xPx, yPx]) => unproject(pose, camera, { xPx: xPx as number, yPx: yPx as number, depthM: frustumM }));
  return corners.flatMap((corner, k) => [[lens, corner] as const, [corner, corners[(k + 1) % 4] as Vec3] as const]);
}

const Path = memo(function Path(props: { readonly camera: PictureCamera; readonly poses: readonly number[]; readonly floorM: number }) {
  const { camera, poses, floorM } = props;
  const frames = Math.floor(poses.length / 3);
  const step = Math.max(1, Math.ceil(frames / maxPoses));
  const pointAt = (frame: number): Vec3 => [poses[3 * frame] as number, floorM + 0.02, poses[3 * frame + 1] as number];
  const byPiece = Array.from({ length: pieces }, (): (readonly [readonly [number, number], readonly [number, number]])[] => []);
  for (let frame = 0; frame + step < frames; frame += step) {
    const seen = projectSegment(camera, pointAt(frame), pointAt(frame + step));
    if (seen?.flat().every(Number.isFinite)) byPiece[Math.floor((pieces * frame) / frames)]?.push(seen);
  }
  return byPiece.map((segments, piece) => (
    <path
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
      key={piece}
      d={pathOf(segments)}
      className={classes['path']}
      style={{ stroke: `color-mix(in oklab, var(--path-late) ${Math.round((100 * piece) / (pieces - 1))}%, var(--path-early))` }}
    />
  ));
});
