/** A dot that may have been moved off its place. */
export interface SpreadDot {
  readonly x: number;
  readonly y: number;
}

/** Golden angle in radians: steps of it fill the plane evenly. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/**
 * Moves dots of one radius so that no two overlap, the first ones least: each goes to the nearest free place on a spiral around its own.
 * Keeps the order. Pixels.
 */
export function spreadDots(places: readonly (readonly [xPx: number, yPx: number])[], radiusPx: number): SpreadDot[] {
  const spread: SpreadDot[] = [];
  for (const [x, y] of places) {
    let dot: SpreadDot = { x, y };
    for (let step = 1; spread.some((other) => Math.hypot(other.x - dot.x, other.y - dot.y) < 2 * radiusPx); step++) {
      const reach = 0.6 * radiusPx * Math.sqrt(step);
      dot = { x: x + reach * Math.cos(step * goldenAngle), y: y + reach * Math.sin(step * goldenAngle) };
    }
    spread.push(dot);
  }
  return spread;
}
