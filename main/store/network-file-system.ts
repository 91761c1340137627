import { statfsSync } from 'node:fs';

/** File system types of Linux's statfs(2) that live on another machine. Source: linux/magic.h and the manual page. */
const networkTypes: Readonly<Record<number, string>> = {
  26985: 'NFS',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  20859: 'SMB',
  1397113167: 'AFS',
  16914839: '9P',
  12805120: 'Ceph',
  198183888: 'Lustre',
};

/**
 * Name of the network file system that holds a folder, or null for a local one or where the system does not tell (only Linux does).
 * SQLite's write-ahead log needs shared memory, which such file systems do not have.
 */
export function networkFileSystemOf(folder: string, statfs: (folder: string) => { readonly type: number } = statfsSync): string | null {
  if (process.platform !== 'linux') return null;
  return networkTypes[statfs(folder).type >>> 0] ?? null;
}
