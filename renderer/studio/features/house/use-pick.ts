import { pictureCamera, rayFromPicture } from '../../../../shared/geometry/picture-camera.ts';
import type { CompiledStage } from '../../../../shared/stage/compiled-stage.ts';
import { pickInstance } from '../../../../shared/stage/pick-instance.ts';
import { useViewOptions } from '../../view-options.ts';
import { useReview } from '../review/review-store.ts';
import type { HouseEye } from './use-house-eye.ts';

/** Picks and points at objects in the view; what is seen through cannot be met. */
export function usePick(
  stage: CompiledStage,
  { eye, mode, widthPx, heightPx }: HouseEye,
  panel: { readonly widthPx: number; readonly heightPx: number },
) {
  const hasGhostWalls = useViewOptions((options) => options.hasGhostWalls) && mode !== 'walk';
  const objectAt = (panelX: number, panelY: number): number | null => {
    // The picture stands in the middle of its panel.
    const [xPx, yPx] = [panelX - (panel.widthPx - widthPx) / 2, panelY - (panel.heightPx - heightPx) / 2];
    if (xPx < 0 || yPx < 0 || xPx > widthPx || yPx > heightPx) return null;
    const camera = pictureCamera(eye.pose, eye.camera);
    const ray = rayFromPicture(camera, [xPx, yPx]);
    const picked = pickInstance(stage, camera.positionM, ray, ({ kind }) => !hasGhostWalls || (kind !== 'wall' && kind !== 'ceiling'));
    return picked?.instance.objectIndex ?? null;
  };
  return {
    onPick: (xPx: number, yPx: number) => {
      const picked = objectAt(xPx, yPx);
      useReview.setState(({ highlighted }) => ({ highlighted: picked === highlighted ? null : picked }));
    },
    onHover: (xPx: number, yPx: number) => {
      const hovered = objectAt(xPx, yPx);
      if (useReview.getState().hovered !== hovered) useReview.setState({ hovered });
    },
  };
}
