import { sightlineConvention } from './sightline.ts';
import { simsvConvention } from './simsv.ts';
import { vsibenchConvention } from './vsibench.ts';

/** Every convention by name. */
export const conventions = { simsv: simsvConvention, vsibench: vsibenchConvention, sightline: sightlineConvention } as const;
/** Name of one of {@link conventions}. */
export type ConventionName = keyof typeof conventions;
/** All names, the default first. */
export const conventionNames = Object.keys(conventions) as readonly ConventionName[];
