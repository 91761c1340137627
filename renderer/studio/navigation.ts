import { useSyncExternalStore } from 'react';
import { type ListState, listFromQuery, queryFromList, replaceList, useList } from './features/lists/list-store.ts';

/** Every screen, in the order of the palette. */
export const screens = ['review', 'browse', 'dashboard', 'library', 'generate', 'settings'] as const;

/** Where the studio is; the address bar's hash says it, so a link and a reload come back to it. */
export type Place =
  | { readonly screen: 'library' }
  | { readonly screen: 'generate' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'dashboard' }
  /** `list` in place of the one that is shown. */
  | { readonly screen: 'browse'; readonly list?: ListState }
  | { readonly screen: 'review'; readonly questionId: string | null };

/**
 * The place a hash names: `#/library`, `#/generate`, `#/settings`, `#/dashboard`, `#/browse`, `#/review`, `#/review/<question id>`. Anything else is the
 * review. A list may follow (`#/browse?verdict=undecided`); see `listOfHash`.
 */
export function placeFromHash(hash: string): Place {
  const [path = ''] = hash.replace(/^#\/?/, '').split('?');
  const [screen, id] = path.split('/');
  if (screen === 'library' || screen === 'generate' || screen === 'settings' || screen === 'browse' || screen === 'dashboard')
    return { screen };
  return { screen: 'review', questionId: id ? decodeURIComponent(id) : null };
}

/** The list that a hash brings along, null where it names none. */
export function listOfHash(hash: string): ListState | null {
  const query = hash.split('?')[1];
  return query === undefined ? null : listFromQuery(query);
}

/** The hash of a place. */
export function hashFromPlace(place: Place): string {
  if (place.screen === 'browse') {
    const query = queryFromList(place.list ?? useList.getState().list);
    return query === '' ? '#/browse' : `#/browse?${query}`;
  }
  if (place.screen !== 'review') return `#/${place.screen}`;
  return place.questionId === null ? '#/review' : `#/review/${encodeURIComponent(place.questionId)}`;
}

/** Goes somewhere. Moving between questions replaces the history entry: Back leaves the review, not the question. */
export function goTo(place: Place): void {
  const hash = hashFromPlace(place);
  if (place.screen === 'browse' && place.list !== undefined) replaceList(place.list);
  if (hash === location.hash) return;
  const isWithinReview = place.screen === 'review' && placeFromHash(location.hash).screen === 'review';
  history[isWithinReview ? 'replaceState' : 'pushState'](null, '', hash);
  for (const listener of listeners) listener();
}

/** The current place. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return placeFromHash(hash);
}

/** The current screen, whatever question or list it shows: for what a move between questions must not repaint. */
export function useScreen(): Place['screen'] {
  return useSyncExternalStore(subscribe, () => placeFromHash(location.hash).screen);
}

const listeners = new Set<() => void>();

/** Takes over the list of every address that one comes to, and keeps the table's address true to its list. Returns what stops it. */
export function followList(): () => void {
  const take = () => {
    const list = listOfHash(location.hash);
    if (list !== null) replaceList(list);
  };
  take();
  addEventListener('popstate', take);
  addEventListener('hashchange', take);
  const unsubscribe = useList.subscribe(() => {
    if (placeFromHash(location.hash).screen !== 'browse') return;
    const hash = hashFromPlace({ screen: 'browse' });
    if (hash !== location.hash) history.replaceState(null, '', hash);
  });
  return () => {
    unsubscribe();
    removeEventListener('popstate', take);
    removeEventListener('hashchange', take);
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
    removeEventListener('hashchange', listener);
  };
}
