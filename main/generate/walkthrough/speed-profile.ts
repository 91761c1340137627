/** How something may move along a line, in any unit of length. */
export interface SpeedLimits {
  readonly acceleration: number;
  /** Highest speed per interval of the line. */
  readonly speeds: readonly number[];
}

/**
 * The fastest way along a line that starts and ends at rest: the time in seconds at which each of its nodes is reached, the first at 0.
 * Between nodes the speed is taken as even and never exceeds the interval's limit.
 */
export function nodeTimes(intervalLength: number, { acceleration, speeds }: SpeedLimits): number[] {
  const gain = 2 * acceleration * intervalLength;
  const last = speeds.length;
  const speedAt = Array.from({ length: last + 1 }, (_, node) =>
    node === 0 || node === last ? 0 : Math.min(speeds[node - 1] as number, speeds[node] as number),
  );
  for (let node = 1; node <= last; node++) {
    speedAt[node] = Math.min(speedAt[node] as number, Math.sqrt((speedAt[node - 1] as number) ** 2 + gain));
  }
  for (let node = last - 1; node >= 0; node--) {
    speedAt[node] = Math.min(speedAt[node] as number, Math.sqrt((speedAt[node + 1] as number) ** 2 + gain));
  }
  const times = [0];
  for (let node = 1; node <= last; node++) {
    const mean = ((speedAt[node - 1] as number) + (speedAt[node] as number)) / 2;
    // A line of one interval has no node to speed up to.
    const speed = last === 1 ? Math.min(speeds[0] as number, Math.sqrt(gain) / 2) : mean;
    times.push((times[node - 1] as number) + intervalLength / speed);
  }
  return times;
}

/** Where on a line one is at even instants: node numbers with fractions, the last exactly the last node. At least one instant, none at time 0. */
export function evenInstants(times: readonly number[], perSecond: number): number[] {
  const total = times.at(-1) as number;
  // Without the slack a rounding error would add a frame.
  const count = Math.max(1, Math.ceil(total * perSecond - 1e-9));
  const places: number[] = [];
  let node = 1;
  for (let k = 1; k < count; k++) {
    const time = (total * k) / count;
    while ((times[node] as number) < time) node += 1;
    const [from, to] = [times[node - 1] as number, times[node] as number];
    places.push(node - 1 + (time - from) / (to - from));
  }
  return [...places, times.length - 1];
}
