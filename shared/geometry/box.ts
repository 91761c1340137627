import { add, dot, radiansFromDegrees, scale, type Vec3 } from './vector.ts';

/** An oriented box. `axes` are three orthonormal world directions of the box's own x, y (up) and z (front); `sizeM` are full lengths along them. */
export interface OrientedBox {
  readonly centerM: Vec3;
  readonly sizeM: Vec3;
  readonly axes: readonly [x: Vec3, y: Vec3, z: Vec3];
}

/** A box aligned with the world axes, by its two extreme corners in metres. */
export interface AxisBox {
  readonly minM: Vec3;
  readonly maxM: Vec3;
}

/** The world axes, for boxes without rotation. */
export const worldAxes: OrientedBox['axes'] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

/**
 * Axes of a body turned by Unity Euler angles in degrees. Unity applies z, then x, then y, about the world axes,
 * left-handed: a positive yaw (y) turns +z towards +x. Source: Unity's documentation of `Transform.eulerAngles`.
 */
export function axesFromEulerDeg(rotation: { readonly x: number; readonly y: number; readonly z: number }): OrientedBox['axes'] {
  const [ax, ay, az] = [radiansFromDegrees(rotation.x), radiansFromDegrees(rotation.y), radiansFromDegrees(rotation.z)];
  const turn = (v: Vec3): Vec3 => {
    const [x0, y0, z0] = v;
    const x1 = x0 * Math.cos(az) - y0 * Math.sin(az);
    const y1 = x0 * Math.sin(az) + y0 * Math.cos(az);
    const y2 = y1 * Math.cos(ax) - z0 * Math.sin(ax);
    const z2 = y1 * Math.sin(ax) + z0 * Math.cos(ax);
    return [x1 * Math.cos(ay) + z2 * Math.sin(ay), y2, -x1 * Math.sin(ay) + z2 * Math.cos(ay)];
  };
  return [turn([1, 0, 0]), turn([0, 1, 0]), turn([0, 0, 1])];
}

/** The eight corners of an oriented box, world frame. Bit 0, 1, 2 of the index chooses the side along x, y, z. */
export function boxCorners(box: OrientedBox): Vec3[] {
  const [hx, hy, hz] = scale(box.sizeM, 0.5);
  return Array.from({ length: 8 }, (_, corner) => {
    const alongX = scale(box.axes[0], corner & 1 ? hx : -hx);
    const alongY = scale(box.axes[1], corner & 2 ? hy : -hy);
    const alongZ = scale(box.axes[2], corner & 4 ? hz : -hz);
    return add(add(add(box.centerM, alongX), alongY), alongZ);
  });
}

/** The smallest world-aligned box around an oriented one. */
export function axisBoxFromOriented(box: OrientedBox): AxisBox {
  const half = ([0, 1, 2] as const).map((k) =>
    box.axes.reduce((sum, axis, j) => sum + (Math.abs(axis[k]) * (box.sizeM[j] as number)) / 2, 0),
  ) as [number, number, number];
  return { minM: [box.centerM[0] - half[0], box.centerM[1] - half[1], box.centerM[2] - half[2]], maxM: add(box.centerM, half) };
}

/** A world-aligned box as an oriented one with the world's axes. */
export function orientedFromAxisBox(box: AxisBox): OrientedBox {
  return {
    centerM: scale(add(box.minM, box.maxM), 0.5),
    sizeM: [box.maxM[0] - box.minM[0], box.maxM[1] - box.minM[1], box.maxM[2] - box.minM[2]],
    axes: worldAxes,
  };
}

/** A world point in the box's own frame: metres from the centre along the box's axes. */
export function boxFromWorld(box: OrientedBox, pointM: Vec3): Vec3 {
  const offset: Vec3 = [pointM[0] - box.centerM[0], pointM[1] - box.centerM[1], pointM[2] - box.centerM[2]];
  return [dot(offset, box.axes[0]), dot(offset, box.axes[1]), dot(offset, box.axes[2])];
}
