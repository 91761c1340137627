import classes from './KeyCap.module.css';

/** A key as it is printed on the keyboard. On a control it is decoration (`aria-keyshortcuts` says it); `isRead` where it is the content. Nothing where a command has no key. */
export function KeyCap({ label, isRead }: { readonly label: string; readonly isRead?: true }) {
  if (label === '') return null;
  return (
    <kbd className={classes['cap']} aria-hidden={isRead ? undefined : true}>
      {label}
    </kbd>
  );
}
