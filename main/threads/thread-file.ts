/** Where a thread's entry lies: beside this file as TypeScript, or beside the bundle of the packaged app as JavaScript. */
export function threadFile(name: string): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new URL(`./${name}.${extension}`, import.meta.url);
}
