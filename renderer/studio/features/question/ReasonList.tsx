import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { rejectReasonsQuery } from '../../../client/queries.ts';
import { KeyCap } from '../../../ui/KeyCap.tsx';
import classes from './ReasonList.module.css';

/**
 * The workspace's reasons for rejecting, each with its digit; the same digit everywhere. Digits are heard on the document, not on the list, so that one
 * typed right after X counts even before the focus has arrived here.
 *
 * @param except - a reason that cannot be chosen here; the others keep their digits.
 */
export function ReasonList({ onChoose, except }: { readonly onChoose: (reason: string) => void; readonly except?: string }) {
  const { data: rejectReasons } = useQuery(rejectReasonsQuery);
  const reasons = (rejectReasons ?? [])
    .filter(({ isRetired }) => !isRetired)
    .map(({ id, label }, index) => ({ id, label, digit: String(index + 1) }))
    .filter(({ id }) => id !== except);
  const latest = useRef({ reasons, onChoose });
  latest.current = { reasons, onChoose };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return;
      const reason = latest.current.reasons.find(({ digit }) => digit === event.key);
      if (reason === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onChoose(reason.id);
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
  return reasons.map(({ id, label, digit }, position) => (
    <button
      key={id}
      type="button"
      className={classes['reason']}
      aria-keyshortcuts={digit}
      {...(position === 0 ? { 'data-autofocus': true } : {})}
      onClick={() => onChoose(id)}
    >
      <KeyCap label={digit} />
      {label}
    </button>
  ));
}
