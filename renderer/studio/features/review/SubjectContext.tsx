import { createContext, useContext } from 'react';
import type { Subject } from './subject.ts';

/** The question on screen, for the panels beneath. */
export const SubjectContext = createContext<Subject | null>(null);

/** The question on screen. Only for panels inside {@link SubjectContext}. */
export function useSubject(): Subject {
  const subject = useContext(SubjectContext);
  if (subject === null) throw new Error('useSubject is used outside a SubjectContext.');
  return subject;
}
