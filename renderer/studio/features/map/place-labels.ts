/** A label to place near a point on the screen. */
export interface LabelRequest {
  readonly key: string;
  readonly text: string;
  readonly anchor: readonly [xPx: number, yPx: number];
  readonly color: string;
  /** `object` (a name) and `note` (what a mark says) are always shown; `minor` (further instances), `room` and `thing` (any other object) only where there is space. */
  readonly kind: 'object' | 'note' | 'minor' | 'room' | 'thing';
  /** True for a text that stands best right on its anchor. */
  readonly isOnAnchor?: boolean;
}

/** A label with the middle of its baseline in pixels. */
export interface PlacedLabel extends LabelRequest {
  readonly x: number;
  readonly y: number;
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Mean width of a character of a label. */
export const charPx = 6.4;
const [heightPx, gapPx] = [15, 9];
/** How much farther out each ring of places is than the first. */
const rings = [0, 17, 34];

/** Something already drawn that labels must leave free: a text of `widthPx` whose baseline's middle is (x, y). */
export interface LabelObstacle {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

/** Places labels in order of importance so that none covers another, an obstacle, or leaves the picture; first fit of the places around the anchor. */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly LabelObstacle[],
  size: { readonly widthPx: number; readonly heightPx: number },
): PlacedLabel[] {
  const rank = { object: 0, note: 1, minor: 2, room: 3, thing: 4 };
  const taken: Rect[] = [
    ...obstacles.map((obstacle) => rectAt(obstacle.x, obstacle.y, obstacle.widthPx)),
    ...requests.filter(({ kind }) => kind === 'object').map(({ anchor }) => rectAt(anchor[0], anchor[1] + 4, 6)),
  ];
  const placed: PlacedLabel[] = [];
  for (const request of [...requests].sort((a, b) => rank[a.kind] - rank[b.kind])) {
    const width = request.text.length * charPx + 4;
    const spots = spotsOf(request, width);
    const inside = spots.map(([x, y]) => clampSpot(x, y, width, size));
    const free = inside.find(([x, y]) => coveredPx2(taken, rectAt(x, y, width)) === 0);
    const isMust = request.kind === 'object' || request.kind === 'note';
    const spot = free ?? (isMust ? leastCovering(inside, width, taken) : undefined);
    if (spot === undefined) continue;
    taken.push(rectAt(spot[0], spot[1], width));
    placed.push({ ...request, x: spot[0], y: spot[1] });
  }
  return placed;
}

function spotsOf({ kind, anchor, isOnAnchor }: LabelRequest, width: number): (readonly [number, number])[] {
  if (kind === 'room' || kind === 'thing') return [anchor];
  return [...(isOnAnchor ? [anchor] : []), ...spotsAround(anchor, width)];
}

/** Eight places around an anchor, then the same farther out, ring by ring. */
function spotsAround([x, y]: readonly [number, number], width: number): (readonly [number, number])[] {
  return rings.flatMap((ring) => {
    const side = width / 2 + gapPx + ring;
    const [above, below] = [y - gapPx - 3 - ring, y + gapPx + 11 + ring];
    return [
      [x, above],
      [x, below],
      [x + side, y + 4],
      [x - side, y + 4],
      [x + side, above],
      [x - side, above],
      [x + side, below],
      [x - side, below],
    ] as const;
  });
}

function clampSpot(x: number, y: number, width: number, size: { widthPx: number; heightPx: number }): readonly [number, number] {
  return [Math.min(size.widthPx - width / 2 - 4, Math.max(width / 2 + 4, x)), Math.min(size.heightPx - 6, Math.max(heightPx, y))];
}

/** The rectangle of a text whose baseline's middle is (x, y). */
function rectAt(x: number, y: number, width: number): Rect {
  return { left: x - width / 2, right: x + width / 2, top: y - heightPx + 3, bottom: y + 3 };
}

/** The place that covers least of what is there; the nearest one of equals. */
function leastCovering(spots: readonly (readonly [number, number])[], width: number, taken: readonly Rect[]) {
  const costs = spots.map(([x, y]) => coveredPx2(taken, rectAt(x, y, width)));
  return spots[costs.indexOf(Math.min(...costs))];
}

/** Area of the rectangles that another one covers. */
function coveredPx2(rects: readonly Rect[], by: Rect): number {
  return rects.reduce((sum, rect) => {
    const wide = Math.min(rect.right, by.right) - Math.max(rect.left, by.left);
    const high = Math.min(rect.bottom, by.bottom) - Math.max(rect.top, by.top);
    return wide > 0 && high > 0 ? sum + wide * high : sum;
  }, 0);
}
