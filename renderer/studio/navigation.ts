import { useSyncExternalStore } from 'react';

/** Every screen, in the order of the palette. */
export const screens = ['review', 'library', 'generate', 'settings'] as const;

/** Where the studio is; the address bar's hash says it, so a link and a reload come back to it. */
export type Place =
  | { readonly screen: 'library' }
  | { readonly screen: 'generate' }
  | { readonly screen: 'settings' }
  | { readonly screen: 'review'; readonly questionId: string | null };

/** The place a hash names: `#/library`, `#/generate`, `#/settings`, `#/review`, `#/review/<question id>`. Anything else is the review. */
export function placeFromHash(hash: string): Place {
  const [screen, id] = hash.replace(/^#\/?/, '').split('/');
  if (screen === 'library' || screen === 'generate' || screen === 'settings') return { screen };
  return { screen: 'review', questionId: id ? decodeURIComponent(id) : null };
}

/** The hash of a place. */
export function hashFromPlace(place: Place): string {
  if (place.screen !== 'review') return `#/${place.screen}`;
  return place.questionId === null ? '#/review' : `#/review/${encodeURIComponent(place.questionId)}`;
}

/** Goes somewhere. Moving between questions replaces the history entry: Back leaves the review, not the question. */
export function goTo(place: Place): void {
  const hash = hashFromPlace(place);
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

const listeners = new Set<() => void>();

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
