import { findChromium } from '../../main/render/find-chromium.ts';

/** Arguments of a test browser: software WebGL, no background traffic. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
];

/**
 * For pages that show no 3D: composed in software as on a laptop without a GPU, and not with software WebGL, which takes twice the processor time for a
 * page and several times for a bench.
 */
export const chromiumArgumentsWithoutGpu = [...chromiumArguments.filter((argument) => !argument.includes('swiftshader')), '--disable-gpu'];

/** Executable of the Chromium that tests drive, found as the product finds it. */
export async function chromiumExecutable(): Promise<string> {
  return (await findChromium()).executable;
}
