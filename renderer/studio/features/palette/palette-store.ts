import { createSpotlight } from '@mantine/spotlight';

const [store, actions] = createSpotlight();

/** Opens and closes the one palette. */
export const paletteStore = { store, open: actions.open, close: actions.close };

/**
 * Lights the first entry where none is lit. Mantine does so when something is typed, but before the list that fits is drawn: what it lit is then gone, and
 * Enter would do nothing.
 */
export function lightFirstEntry(): void {
  const list = document.getElementById(store.getState().listId);
  if (list === null || list.querySelector('[data-selected]') !== null) return;
  const first = list.querySelector('[data-action]');
  if (first === null) return;
  first.setAttribute('data-selected', 'true');
  store.setState({ ...store.getState(), selected: 0 });
}
