import { AppError } from '../../errors.ts';
import type { CompiledStage } from '../compiled-stage.ts';
import { packRgba } from '../raster-clusters.ts';
import type { FramePixels } from './frame-pixels.ts';
import { colorsOfInstances, type Rgb } from './instance-colors.ts';
import { createBorderFinder } from './mask-borders.ts';
import { createMeanColors } from './mean-colors.ts';
import type { VideoModality } from './modality-names.ts';

/** Computes the picture of one modality; the four-byte pixels it gives belong to it and are overwritten by its next call. */
export type ModalityPainter = (frame: FramePixels) => Uint8Array;

/** What the painters of all modalities are made from. */
interface Canvas {
  readonly stage: Pick<CompiledStage, 'instances'>;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The picture to fill, packed colours. */
  readonly out: Uint32Array;
}

/** Fills the canvas from a frame. */
type Fill = (frame: FramePixels) => void;

/** Makes the painter of a modality for a stage and picture size. Black is nothing (sky), except where the colour video shows through. */
export function createModalityPainter(modality: VideoModality, stage: Canvas['stage'], widthPx: number, heightPx: number): ModalityPainter {
  const out = new Uint32Array(widthPx * heightPx);
  const bytes = new Uint8Array(out.buffer);
  const fill = fills[modality]({ stage, widthPx, heightPx, out });
  return (frame) => {
    fill(frame);
    return bytes;
  };
}

const black = packRgba(0, 0, 0);
/** Depths between which the depth video goes from white to black. */
const nearestGreyM = 0.1;
const farthestGreyM = 5;

const fills: Readonly<Record<VideoModality, (canvas: Canvas) => Fill>> = {
  depth: fillDepth,
  semantic_seg: (canvas) =>
    fillById(
      canvas,
      colorsOfInstances(canvas.stage).map(({ semanticColor }) => semanticColor),
    ),
  instance_seg: (canvas) => fillById(canvas, instanceColors(canvas)),
  edge: (canvas) =>
    fillById(
      canvas,
      canvas.stage.instances.map(() => [255, 255, 255] as const),
      createBorderFinder(canvas).bordersOf,
    ),
  colored_edge: (canvas) => fillById(canvas, instanceColors(canvas), createBorderFinder(canvas).bordersOf),
  non_overlapping_colored_edge: (canvas) => fillById(canvas, instanceColors(canvas), createBorderFinder(canvas).erodedBordersOf),
  mean_mask_overlay: fillMeans,
  masked_background: fillObjectsOnly,
};

function instanceColors({ stage }: Canvas): Rgb[] {
  return colorsOfInstances(stage).map(({ instanceColor }) => instanceColor);
}

/** Colours ids (what `select` leaves of them) by a table that begins with id 1; id 0 is black. */
function fillById({ out }: Canvas, colors: readonly Rgb[], select: (ids: Uint16Array) => Uint16Array = (ids) => ids): Fill {
  const table = Uint32Array.from([black, ...colors.map(([red, green, blue]) => packRgba(red, green, blue))]);
  return (frame) => {
    const ids = select(frame.ids);
    for (let pixel = 0; pixel < out.length; pixel += 1) out[pixel] = table[ids[pixel] as number] as number;
  };
}

/** Grey by depth, near is bright: SIMS-V's formula. Nothing is infinitely far. */
function fillDepth({ out }: Canvas): Fill {
  const greyAt = (mm: number): number => {
    const depthM = mm === 0 ? farthestGreyM : Math.min(farthestGreyM, Math.max(nearestGreyM, mm / 1000));
    const grey = Math.round(255 * (1 - (depthM - nearestGreyM) / (farthestGreyM - nearestGreyM)));
    return packRgba(grey, grey, grey);
  };
  const greys = Uint32Array.from({ length: 65_536 }, (_, mm) => greyAt(mm));
  return ({ depthMm }) => {
    if (depthMm === null) throw new AppError('internal', 'The depth video needs depth.');
    for (let pixel = 0; pixel < out.length; pixel += 1) out[pixel] = greys[depthMm[pixel] as number] as number;
  };
}

/** Every instance in its mean colour; what is no instance stays as it is. */
function fillMeans({ stage, out }: Canvas): Fill {
  const meanColorsOf = createMeanColors(stage.instances.length);
  const bytes = new Uint8Array(out.buffer);
  return (frame) => {
    const means = meanColorsOf(frame);
    bytes.set(frame.rgbx);
    for (let pixel = 0; pixel < out.length; pixel += 1) {
      const id = frame.ids[pixel] as number;
      if (id !== 0) out[pixel] = means[id] as number;
    }
  };
}

/** The colour video with walls, floors and ceilings black. */
function fillObjectsOnly({ stage, out }: Canvas): Fill {
  const isHidden = Uint8Array.from([0, ...stage.instances.map(({ kind }) => (kind === 'object' ? 0 : 1))]);
  const bytes = new Uint8Array(out.buffer);
  return (frame) => {
    bytes.set(frame.rgbx);
    for (let pixel = 0; pixel < out.length; pixel += 1) if (isHidden[frame.ids[pixel] as number] === 1) out[pixel] = black;
  };
}
