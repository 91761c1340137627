import type { PlanPoint } from '../geometry/vector.ts';
import type { Scene } from '../model/scene.ts';
import { type FloorPlan, floorPlanFromScene } from './floor-plan.ts';
import { floorLook } from './surface-colors.ts';

/** How the map is drawn. */
export interface FloorPlanSvgOptions {
  /** Default 40. */
  readonly pxPerM?: number;
  /** White border around the house; default 0.3. */
  readonly marginM?: number;
  /** Whether rooms and larger objects get their type written on them; default true. */
  readonly isLabelled?: boolean;
}

/** Objects narrower than this get no label: it would not fit. */
const labelledObjectM = 0.6;

/**
 * The top-down map as an SVG document: x to the right, z up. Every shape carries its scene id as `data-id`, and a class: room,
 * wall, door, window or object; an object also carries its `data-index` in `Scene.objects`.
 */
export function renderFloorPlanSvg(scene: Scene, options: FloorPlanSvgOptions = {}): string {
  const { pxPerM = 40, marginM = 0.3, isLabelled = true } = options;
  const plan = floorPlanFromScene(scene);
  const px = ([x, z]: PlanPoint): string =>
    `${round((x - plan.minM[0] + marginM) * pxPerM)},${round((plan.maxM[1] + marginM - z) * pxPerM)}`;
  const width = round((plan.maxM[0] - plan.minM[0] + 2 * marginM) * pxPerM);
  const height = round((plan.maxM[1] - plan.minM[1] + 2 * marginM) * pxPerM);
  const floorColorOf = new Map(
    scene.rooms.map(({ id, roomType, floorMaterial }) => [id, paleHex(floorLook(roomType, floorMaterial).color)]),
  );
  const shapes = [
    ...plan.rooms.map(({ id, outlineM }) => polygon('room', id, outlineM, px, `fill="${floorColorOf.get(id)}"`)),
    ...objectShapes(plan, px),
    ...plan.walls.map(({ id, segmentsM }) => path('wall', id, segmentsM, px, 'stroke="#333" stroke-width="3"')),
    ...plan.openings.map((o) => path(o.kind, o.id, [[o.startM, o.endM]], px, openingStyle(o.kind, o.isPassable))),
    ...(isLabelled ? labels(plan, px, pxPerM) : []),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...shapes,
    '</svg>',
  ].join('\n');
}

type ToPx = (point: PlanPoint) => string;

/** Low objects first, so that what stands on a table is drawn on it. */
function objectShapes(plan: FloorPlan, px: ToPx): string[] {
  return [...plan.objects]
    .sort((a, b) => a.topM - b.topM)
    .map((o) =>
      polygon('object', o.id, o.footprintM, px, `data-index="${o.objectIndex}" fill="#cfd6de" stroke="#66727f" stroke-width="1"`),
    );
}

function labels(plan: FloorPlan, px: ToPx, pxPerM: number): string[] {
  const text = (at: PlanPoint, size: number, color: string, content: string): string => {
    const [x, y] = px(at).split(',');
    const style = `font-size="${round(size)}" font-family="sans-serif" text-anchor="middle" dominant-baseline="middle" fill="${color}" paint-order="stroke" stroke="#fff" stroke-opacity="0.7" stroke-width="2"`;
    return `<text x="${x}" y="${y}" ${style}>${escapeXml(content)}</text>`;
  };
  const wide = plan.objects.filter(({ footprintM }) => spanM(footprintM) >= labelledObjectM);
  return [
    ...wide.map((o) => text(o.centerM, Math.max(6, pxPerM * 0.17), '#3c4650', o.objectType)),
    ...plan.rooms.map((room) => text(room.labelM, Math.max(8, pxPerM * 0.32), '#8a3b12', room.roomType)),
  ];
}

/** The shorter side of the points' bounds. */
function spanM(points: readonly PlanPoint[]): number {
  const span = (k: 0 | 1): number => Math.max(...points.map((p) => p[k])) - Math.min(...points.map((p) => p[k]));
  return Math.min(span(0), span(1));
}

function openingStyle(kind: 'door' | 'window', isPassable: boolean): string {
  if (kind === 'window') return 'stroke="#4a90d9" stroke-width="3"';
  return isPassable ? 'stroke="#c98d4b" stroke-width="3" stroke-dasharray="4 3"' : 'stroke="#a0642a" stroke-width="4"';
}

function polygon(className: string, id: string, points: readonly PlanPoint[], px: ToPx, style: string): string {
  return `<polygon class="${className}" data-id="${escapeXml(id)}" points="${points.map(px).join(' ')}" ${style}/>`;
}

function path(className: string, id: string, segments: readonly (readonly [PlanPoint, PlanPoint])[], px: ToPx, style: string): string {
  const d = segments.map(([from, to]) => `M${px(from)}L${px(to)}`).join('');
  return `<path class="${className}" data-id="${escapeXml(id)}" d="${d}" fill="none" ${style}/>`;
}

/** A floor's colour, half way to white, so that objects stand out on it. */
function paleHex(color: readonly number[]): string {
  const hex = color.map((v) =>
    Math.round(255 * (0.5 + v / 2))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
