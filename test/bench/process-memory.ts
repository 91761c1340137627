import { readFileSync } from 'node:fs';
import { processesBelow } from '../fixtures/below-process.ts';

/** Memory of a process and of those it started, in MiB; what they share counts once. */
export interface TreeMemory {
  readonly rootMiB: number;
  readonly belowMiB: number;
}

/** Looks at a running process tree; null where the system does not tell (anything but Linux). */
export function memoryOfTree(root: number): TreeMemory | null {
  const rootMiB = proportionalMiB(root);
  if (rootMiB === null) return null;
  const belowMiB = processesBelow(root, '').reduce((sum, pid) => sum + (proportionalMiB(pid) ?? 0), 0);
  return { rootMiB, belowMiB };
}

/** Memory in MiB of the processes below `root` whose command line holds `text`; null where the system does not tell. */
export function memoryBelowMiB(root: number, text: string): number | null {
  const sizes = processesBelow(root, text).map(proportionalMiB);
  return sizes.length === 0 || sizes.includes(null) ? null : sizes.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

/** The proportional set size: shared pages divided among those who share them. */
function proportionalMiB(pid: number): number | null {
  try {
    const kibibytes = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1'))?.[1];
    return kibibytes === undefined ? null : Number(kibibytes) / 1024;
  } catch {
    return null;
  }
}
