import { createContext, type RefObject, useContext } from 'react';
import type { Subject } from './subject.ts';

/** The question on screen, for the panels beneath. */
export const SubjectContext = createContext<Subject | null>(null);

/** Always holds the question on screen and never changes itself. */
export const SubjectAtHandContext = createContext<RefObject<Subject | null>>({ current: null });

/** The question on screen. Only for panels inside {@link SubjectContext}. */
export function useSubject(): Subject {
  const subject = useContext(SubjectContext);
  if (subject === null) throw new Error('useSubject is used outside a SubjectContext.');
  return subject;
}

/** What gives the question on screen to a handler, so that another question repaints nothing that only decides about it. Not for drawing. */
export function useSubjectAtHand(): () => Subject {
  const atHand = useContext(SubjectAtHandContext);
  return () => {
    if (atHand.current === null) throw new Error('useSubjectAtHand is used outside a SubjectAtHandContext.');
    return atHand.current;
  };
}
