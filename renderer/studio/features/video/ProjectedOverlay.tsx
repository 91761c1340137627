import { useMemo } from 'react';
import { pictureCamera } from '../../../../shared/geometry/picture-camera.ts';
import { floorHeightM } from '../house/scene-bounds.ts';
import { poseOfFrame } from '../house/walk-camera.ts';
import { type MarkWeight, ProjectedLayer } from '../projected/ProjectedLayer.tsx';
import { useSubject } from '../review/SubjectContext.tsx';
import type { VisibleObject } from './use-visible-objects.ts';
import { videoRoleColor } from './video-role-color.ts';

/** Marks of the derivation and 3D boxes, projected by the camera that took the frame. Nothing where the shard does not describe its camera. */
export function ProjectedOverlay(props: {
  readonly frame: number;
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly visible: readonly VisibleObject[];
  readonly seen: ReadonlySet<number>;
  readonly hasBoxes: boolean;
  readonly hasMarks: boolean;
}) {
  const { frame, size, visible, seen, hasBoxes, hasMarks } = props;
  const { scene, trajectory, roleViews, outcome } = useSubject();
  const floorM = useMemo(() => floorHeightM(scene), [scene]);
  const pose = poseOfFrame(trajectory.poses, frame);
  if (pose === null || trajectory.camera === null) return null;
  const camera = pictureCamera(pose, { ...trajectory.camera, ...size });
  const deciding = roleViews.flatMap(({ objectIndices }) => objectIndices.slice(0, 1));
  /** A mark belongs to the picture as far as what it is about is in it. */
  const weightOf = (objectIndices: readonly number[]): MarkWeight => {
    const about = objectIndices.length > 0 ? objectIndices : deciding;
    const shown = about.filter((index) => seen.has(index)).length;
    return shown === about.length ? 'full' : shown > 0 ? 'faint' : 'none';
  };
  const colorOf = (index: number) => {
    const role = roleViews.find(({ objectIndices }) => objectIndices.includes(index));
    return role === undefined ? '#ffffff' : videoRoleColor(role.colorNumber);
  };
  const objects = !hasBoxes
    ? []
    : visible.flatMap(({ objectIndex, color, isPicked, isOfQuestion }) => {
        const box = scene.objects[objectIndex]?.orientedBox;
        return box === undefined ? [] : [{ objectIndex, box, color, name: null, hasBox: true, isPicked, isMinor: !isOfQuestion }];
      });
  return (
    <ProjectedLayer
      camera={camera}
      objects={objects}
      marks={hasMarks ? (outcome?.marks ?? []) : []}
      floorM={floorM}
      weightOf={weightOf}
      colorOf={colorOf}
    />
  );
}
