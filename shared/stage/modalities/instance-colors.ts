import type { CompiledStage, StageInstance } from '../compiled-stage.ts';
import { hashFromText } from '../text-hash.ts';

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** What an id stands for, and its colours in the videos that show ids as colours. */
export interface InstanceColors {
  /** Instance id in masks; 0, which is nothing (sky), is black everywhere and not listed. */
  readonly id: number;
  /** The id used in annotations and metadata; `wall|…`, `room|…` (floor) and `ceiling|…` for structure. */
  readonly objectId: string;
  readonly objectType: string;
  readonly kind: StageInstance['kind'];
  /** In `semantic_seg`: the same for all of a type, and for the same type in other houses. */
  readonly semanticColor: Rgb;
  /** In `instance_seg`, `colored_edge` and `non_overlapping_colored_edge`: no two of a house share it. */
  readonly instanceColor: Rgb;
}

/**
 * The colours of every instance of a stage, in the order of ids. A type's colour follows from its name alone; only when another type of the house
 * that comes first by name has the very same colour does it move on to a free one.
 */
export function colorsOfInstances({ instances }: Pick<CompiledStage, 'instances'>): InstanceColors[] {
  const takeTypeColor = createColorSource();
  const types = [...new Set(instances.map(({ objectType }) => objectType))].sort();
  const byType = new Map(types.map((type) => [type, takeTypeColor(hashFromText(type) >>> 8)]));
  const takeInstanceColor = createColorSource();
  return instances.map(({ id, objectType, kind }, index) => ({
    id: index + 1,
    objectId: id,
    objectType,
    kind,
    semanticColor: byType.get(objectType) as Rgb,
    instanceColor: takeInstanceColor(index),
  }));
}

/** Gives the colour of a number, or of the next number whose colour has not been given before. */
function createColorSource(): (number: number) => Rgb {
  const taken = new Set<string>();
  return (number) => {
    for (let k = number; ; k += 1) {
      const color = colorAt(k);
      const key = color.join();
      if (taken.has(key)) continue;
      taken.add(key);
      return color;
    }
  };
}

/** Neighbouring numbers are far apart in hue (steps of the golden ratio) and differ in strength and lightness. None is dark, so that black stays free. */
function colorAt(number: number): Rgb {
  const hue = ((number * 0.6180339887498949) % 1) * 6;
  const saturation = [1, 0.55, 0.8][number % 3] as number;
  const value = [1, 0.75, 0.9, 0.6][number % 4] as number;
  const channel = (offset: number): number => {
    const k = (offset + hue) % 6;
    return Math.round(255 * value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}
