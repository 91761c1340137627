/** Longest name of a file inside an archive that is accepted, in characters. */
const longestName = 4096;

/**
 * Checks the name of a file inside an archive or of a path that a record names. Nothing is ever unpacked, but names become keys, labels and export names, so one
 * that points outside is refused.
 *
 * @returns the name with forward slashes and without "./" in front, or what is wrong with it.
 */
export function safeMemberName(name: string): { readonly name: string } | { readonly why: string } {
  if (name.length > longestName) return { why: `its name has ${name.length} characters` };
  if (name.includes('\0')) return { why: 'its name holds a zero byte' };
  const slashed = name.replaceAll('\\', '/');
  if (slashed.startsWith('/') || /^[a-z]:/i.test(slashed)) return { why: 'its name is absolute' };
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return { why: 'its name leads out of the archive (..)' };
  if (parts.length === 0) return { why: 'it has no name' };
  return { name: parts.join('/') };
}

/** What two names share where a file system that ignores case, or writes accents in another way, takes them for one. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
