import type { RejectReason } from '../../../../shared/model/decision.ts';

type Reasons = readonly RejectReason[];

/** With a new reason at the end of those in use; its id is made of its words once and never changes afterwards. */
export function addReason(reasons: Reasons, label: string): Reasons {
  const base =
    label
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'reason';
  const taken = new Set(reasons.map(({ id }) => id));
  let id = base;
  for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
  const [active, retired] = [reasons.filter((reason) => !reason.isRetired), reasons.filter((reason) => reason.isRetired)];
  return [...active, { id, label, isRetired: false }, ...retired];
}

/** With other words for a reason. */
export function renameReason(reasons: Reasons, id: string, label: string): Reasons {
  return reasons.map((reason) => (reason.id === id ? { ...reason, label } : reason));
}

/** With a reason in use one place up (-1) or down (1) among those in use. */
export function moveReason(reasons: Reasons, id: string, step: 1 | -1): Reasons {
  const active = reasons.filter(({ isRetired }) => !isRetired);
  const from = active.findIndex((reason) => reason.id === id);
  const moved = active[from];
  if (moved === undefined || from + step < 0 || from + step >= active.length) return reasons;
  return [...active.toSpliced(from, 1).toSpliced(from + step, 0, moved), ...reasons.filter(({ isRetired }) => isRetired)];
}

/** With a reason retired, or in use again as the last. */
export function setRetired(reasons: Reasons, id: string, isRetired: boolean): Reasons {
  const changed = reasons.filter((reason) => reason.id === id).map((reason) => ({ ...reason, isRetired }));
  const others = reasons.filter((reason) => reason.id !== id);
  return [...others.filter((reason) => !reason.isRetired), ...changed, ...others.filter((reason) => reason.isRetired)];
}
