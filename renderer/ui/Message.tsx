import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Message.module.css';

/** A designed pause: what is the case, and what to do. Fills the place where content would be. */
export function Message(props: {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  const Icon = props.icon;
  return (
    <div className={classes['message']}>
      <Icon size={28} stroke={1.4} aria-hidden />
      <p className={classes['title']}>{props.title}</p>
      {props.children && <div className={classes['text']}>{props.children}</div>}
      {props.action}
    </div>
  );
}
