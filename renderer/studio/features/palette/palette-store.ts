import { createSpotlight } from '@mantine/spotlight';

const [store, actions] = createSpotlight();

/** Opens and closes the one palette. */
export const paletteStore = { store, open: actions.open, close: actions.close };
