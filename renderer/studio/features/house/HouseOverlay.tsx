import { useCallback, useMemo } from 'react';
import { pictureCamera } from '../../../../shared/geometry/picture-camera.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import { ProjectedLayer, type ProjectedObject } from '../projected/ProjectedLayer.tsx';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { videoRoleColor } from '../video/video-role-color.ts';
import { floorHeightM } from './scene-bounds.ts';
import type { HouseEye } from './use-house-eye.ts';
import { WalkLayer } from './WalkLayer.tsx';

const pickedColor = '#ffffff';
const noMarks: readonly Mark[] = [];
/** Here everything is looked at as if through walls. */
const alwaysFull = () => 'full' as const;

/** Names, boxes and marks of the question over the drawn house, and the walk where it is not the walk's own camera that looks. */
export function HouseOverlay({ house }: { readonly house: HouseEye }) {
  const { scene, roleViews, outcome } = useSubject();
  const highlighted = useReview((state) => state.highlighted);
  const hovered = useReview((state) => state.hovered);
  const camera = useMemo(() => pictureCamera(house.eye.pose, house.eye.camera), [house.eye]);
  const floorM = useMemo(() => floorHeightM(scene), [scene]);
  const objects = useMemo((): ProjectedObject[] => {
    const boxOf = (index: number) => scene.objects[index]?.orientedBox;
    const ofRoles = roleViews.flatMap(({ name, colorNumber, objectIndices }) =>
      objectIndices.map((objectIndex, order) => ({
        objectIndex,
        name,
        color: videoRoleColor(colorNumber),
        isMinor: order > 0,
        isPicked: false,
      })),
    );
    const known = new Set(ofRoles.map(({ objectIndex }) => objectIndex));
    const pointed = [...new Set([highlighted, hovered])].flatMap((index) => (index === null ? [] : [index]));
    const others = pointed
      .filter((index) => !known.has(index))
      .map((objectIndex) => ({
        objectIndex,
        name: cleanTypeName(scene.objects[objectIndex]?.objectType ?? ''),
        color: pickedColor,
        isMinor: false,
        isPicked: false,
      }));
    return [...ofRoles, ...others].flatMap((object) => {
      const box = boxOf(object.objectIndex);
      return box === undefined ? [] : [{ ...object, box, hasBox: true, isPicked: pointed.includes(object.objectIndex) }];
    });
  }, [scene, roleViews, highlighted, hovered]);
  const colors = useMemo(
    () =>
      new Map(
        roleViews.flatMap(({ colorNumber, objectIndices }) => objectIndices.map((index) => [index, videoRoleColor(colorNumber)] as const)),
      ),
    [roleViews],
  );
  const colorOf = useCallback((index: number) => colors.get(index) ?? pickedColor, [colors]);
  return (
    <>
      {house.mode !== 'walk' && <WalkLayer camera={camera} house={house} floorM={floorM} />}
      <ProjectedLayer
        camera={camera}
        objects={objects}
        marks={outcome?.marks ?? noMarks}
        floorM={floorM}
        weightOf={alwaysFull}
        colorOf={colorOf}
      />
    </>
  );
}
