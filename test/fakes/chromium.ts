import { findChromium } from '../../main/render/find-chromium.ts';

/** Arguments every test browser gets: software WebGL, no background traffic. */
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

/** For benches of pages: as on a laptop without a GPU, where pages are composed in software and not with software WebGL, which takes several times as long. */
export const chromiumArgumentsWithoutGpu = [...chromiumArguments.filter((argument) => !argument.includes('swiftshader')), '--disable-gpu'];

/** Executable of the Chromium that tests drive, found as the product finds it. */
export async function chromiumExecutable(): Promise<string> {
  return (await findChromium()).executable;
}
