import { decideStrings } from './decide-strings.ts';
import { libraryStrings } from './library-strings.ts';
import { listStrings } from './list-strings.ts';
import { paletteStrings } from './palette-strings.ts';
import { settingsStrings } from './settings-strings.ts';

/**
 * The studio's sentences, by feature: the one place a translation has to replace. New screens take their words from here; what has values in it is a
 * function, so that another language can order them its own way.
 */
export const strings = {
  decide: decideStrings,
  library: libraryStrings,
  lists: listStrings,
  palette: paletteStrings,
  settings: settingsStrings,
} as const;
