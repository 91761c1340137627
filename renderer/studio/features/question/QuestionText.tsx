import type { ReactNode } from 'react';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './QuestionCard.module.css';
import { revealHidden } from './reveal-hidden.ts';

/** The wording with each object's name as a chip in its colour. */
export function QuestionText({ text }: { readonly text: string }) {
  const { type, roleViews } = useSubject();
  const spans = [...(type?.parse(text)?.spans ?? [])].sort((a, b) => a.start - b.start);
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end, role } of spans) {
    const name = text.slice(start, end);
    // While an edit is refused the stored wording stays, with names no role carries any more.
    const view = roleViews.find((each) => each.name === name) ?? roleViews.find((each) => each.role === role);
    parts.push(revealHidden(text.slice(at, start)));
    parts.push(
      <bdi key={start} className={classes['chip']} style={{ color: view?.color }} title={view?.label}>
        {revealHidden(name)}
      </bdi>,
    );
    at = end;
  }
  parts.push(revealHidden(text.slice(at)));
  return (
    <p className={classes['text']} dir="auto">
      {parts}
    </p>
  );
}
