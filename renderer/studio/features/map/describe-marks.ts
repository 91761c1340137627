import { missingCase } from '../../../../shared/errors.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { centimetres, isUpright } from './edge-layout.ts';

/** What the marks on the map say, in words. */
export interface MarkWords {
  /** By index into `Scene.objects`: "counted, no. 2", "87.3 cm long (asked)". */
  readonly byObject: ReadonlyMap<number, readonly string[]>;
  /** What belongs to no single object: rooms and their areas, turns of a route, the angle of a direction. */
  readonly general: readonly string[];
}

/** The table twin of the marks; `nameOf` names an object. */
export function describeMarks(marks: readonly Mark[], nameOf: (objectIndex: number) => string): MarkWords {
  const byObject = new Map<number, string[]>();
  const say = (objectIndex: number, words: string) => byObject.set(objectIndex, [...(byObject.get(objectIndex) ?? []), words]);
  for (const mark of marks) for (const [objectIndex, words] of wordsOfObjects(mark, nameOf)) say(objectIndex, words);
  return { byObject, general: marks.flatMap(generalWords) };
}

function wordsOfObjects(mark: Mark, nameOf: (objectIndex: number) => string): readonly (readonly [number, string])[] {
  switch (mark.kind) {
    case 'segment': {
      const [a, b] = mark.objectIndices;
      const words = `${mark.lengthM.toFixed(2)} m from ${nameOf(a)}${mark.isDecisive ? ' (decisive)' : ''}`;
      return [[b, words]];
    }
    case 'pin':
      return [[mark.objectIndex, `appears ${ordinal(mark.order)}, frame ${mark.frame}`]];
    case 'edge': {
      const direction = isUpright(mark) ? 'high' : 'along one side';
      return [[mark.objectIndex, `${centimetres(mark.lengthM)} ${direction}${mark.isDecisive ? ' (asked)' : ''}`]];
    }
    case 'instance':
      return [[mark.objectIndex, mark.isCounted ? `counted, no. ${mark.order}` : `not counted, no. ${mark.order}`]];
    case 'direction':
    case 'room':
    case 'route':
      return [];
    default:
      return missingCase(mark);
  }
}

function generalWords(mark: Mark): readonly string[] {
  switch (mark.kind) {
    case 'direction':
      return [`Turn from facing: ${Math.abs(mark.angleDeg).toFixed(1)}° to the ${mark.angleDeg < 0 ? 'left' : 'right'}`];
    case 'room':
      return [`${mark.label}: ${mark.areaM2.toFixed(1)} m²`];
    case 'route':
      return mark.turns.map(({ label, angleDeg }) => turnText(label, angleDeg));
    case 'segment':
    case 'pin':
    case 'edge':
    case 'instance':
      return [];
    default:
      return missingCase(mark);
  }
}

/** A turn of a route by name and angle: "1. Turn Left, 88°". */
export function turnText(label: string, angleDeg: number): string {
  return `${label}, ${Math.abs(angleDeg).toFixed(0)}°`;
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** 1st, 2nd, 3rd, 4th… */
function ordinal(n: number): string {
  return `${n}${endings[ordinals.select(n)] ?? 'th'}`;
}
