/** A label to place near a point on the screen. */
export interface LabelRequest {
  readonly key: string;
  readonly text: string;
  readonly anchor: readonly [xPx: number, yPx: number];
  readonly color: string;
  /** `object` is always shown; `minor` (further instances) and `room` only where there is space. */
  readonly kind: 'object' | 'minor' | 'room';
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

const [charPx, heightPx, gapPx] = [6.4, 15, 9];

/** Something already drawn that labels must leave free: a text of `widthPx` whose baseline's middle is (x, y). */
export interface LabelObstacle {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

/** Places labels in order of importance so that none covers another, an obstacle, or leaves the picture; first fit of eight places. */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly LabelObstacle[],
  size: { readonly widthPx: number; readonly heightPx: number },
): PlacedLabel[] {
  const rank = { object: 0, minor: 1, room: 2 };
  const taken: Rect[] = [
    ...obstacles.map((obstacle) => rectAt(obstacle.x, obstacle.y, obstacle.widthPx)),
    ...requests.filter(({ kind }) => kind === 'object').map(({ anchor }) => rectAt(anchor[0], anchor[1] + 4, 6)),
  ];
  const placed: PlacedLabel[] = [];
  for (const request of [...requests].sort((a, b) => rank[a.kind] - rank[b.kind])) {
    const width = request.text.length * charPx + 4;
    const spots = request.kind === 'room' ? [request.anchor] : spotsAround(request.anchor, width);
    const inside = spots.map(([x, y]) => clampSpot(x, y, width, size));
    const free = inside.find(([x, y]) => !taken.some((rect) => overlaps(rect, rectAt(x, y, width))));
    const spot = free ?? (request.kind === 'object' ? inside[0] : undefined);
    if (spot === undefined) continue;
    taken.push(rectAt(spot[0], spot[1], width));
    placed.push({ ...request, x: spot[0], y: spot[1] });
  }
  return placed;
}

function spotsAround([x, y]: readonly [number, number], width: number): (readonly [number, number])[] {
  const side = width / 2 + gapPx;
  return [
    [x, y - gapPx - 3],
    [x, y + gapPx + 11],
    [x + side, y + 4],
    [x - side, y + 4],
    [x + side, y - gapPx - 3],
    [x - side, y - gapPx - 3],
    [x + side, y + gapPx + 11],
    [x - side, y + gapPx + 11],
  ];
}

function clampSpot(x: number, y: number, width: number, size: { widthPx: number; heightPx: number }): readonly [number, number] {
  return [Math.min(size.widthPx - width / 2 - 4, Math.max(width / 2 + 4, x)), Math.min(size.heightPx - 6, Math.max(heightPx, y))];
}

/** The rectangle of a text whose baseline's middle is (x, y). */
function rectAt(x: number, y: number, width: number): Rect {
  return { left: x - width / 2, right: x + width / 2, top: y - heightPx + 3, bottom: y + 3 };
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
