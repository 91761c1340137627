import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { QuestionType } from '../../../../shared/questions/question-type.ts';
import { openTurn } from '../../../../shared/questions/route-plan/route.ts';
import { useReview } from '../review/review-store.ts';
import { roleColor } from '../review/role-colors.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Subject } from '../review/subject.ts';
import { CandidateCrop } from './CandidateCrop.tsx';
import { chooseRole } from './choose-role.ts';
import { describeCandidate } from './describe-candidate.ts';
import { narrowOptions } from './narrow-options.ts';
import card from './QuestionCard.module.css';
import classes from './RoleFields.module.css';

/** With more roles than this the fields stand closer. */
const manyRoles = 4;

/** One search field per role over what may fill it; everything else follows the choice. */
export function RoleFields() {
  const { detail, type, roles } = useSubject();
  if (type === null) return null;
  // A step that the stored route lacks has no place in its wording, and a turn to be named is no choice.
  const stored = detail.current.roles ?? roles ?? {};
  const names = type.roleNames.filter((role) =>
    stored[role] === undefined ? !type.optionalRoles.includes(role) : stored[role] !== openTurn,
  );
  if (names.length === 0) return null;
  return (
    <fieldset className={classes['roles']} aria-label="Roles" data-many={names.length > manyRoles || undefined}>
      {names.map((role, position) => (
        <RoleField key={role} type={type} role={role} isFirst={position === 0} />
      ))}
    </fieldset>
  );
}

function RoleField({ type, role, isFirst }: { readonly type: QuestionType; readonly role: string; readonly isFirst: boolean }) {
  const subject = useSubject();
  const { view, convention, colorNumberOf } = subject;
  const value = useReview((state) => state.draft?.[role] ?? null);
  const candidates = useMemo(() => type.candidates(view, convention, role), [type, view, convention, role]);
  const byName = useMemo(() => new Map(candidates.map((candidate) => [candidate.name, candidate])), [candidates]);
  const names = value === null || byName.has(value) ? [...byName.keys()] : [value, ...byName.keys()];
  return (
    <Select
      label={roleLabel(subject, role, value)}
      searchable
      allowDeselect={false}
      value={value}
      data={names}
      filter={narrowOptions}
      nothingFoundMessage="Nothing that may be asked about has this name"
      {...(isFirst ? { 'data-autofocus': true, autoFocus: true } : {})}
      openOnFocus={false}
      selectFirstOptionOnChange
      // What is typed replaces the name, and Enter takes the first that fits.
      onFocus={(event) => event.currentTarget.select()}
      onClick={(event) => event.currentTarget.select()}
      onKeyDown={(event) => event.key === 'Enter' && takeFirstOption(event.currentTarget)}
      {...(value === null ? {} : { title: value })}
      leftSectionWidth={24}
      rightSectionWidth={24}
      leftSection={<i className={card['dot']} style={{ background: roleColor(colorNumberOf(role, value ?? '')) }} />}
      comboboxProps={{ width: 300, position: 'top-start' }}
      onChange={(name) => name !== null && chooseRole(subject, role, name)}
      renderOption={({ option }) => (
        <span className={classes['candidate']}>
          <span>
            <b>{option.label}</b>
            {!option.disabled && <small>{describeCandidate(byName.get(option.value), subject.scene)}</small>}
          </span>
          <BestLook objectIndices={byName.get(option.value)?.objectIndices ?? []} />
        </span>
      )}
    />
  );
}

/** Of several instances the first, which is the one that decides. */
function BestLook({ objectIndices: [first] }: { readonly objectIndices: readonly number[] }) {
  return first === undefined ? null : <CandidateCrop objectIndex={first} />;
}

/** Where a list has only just opened or is still closing, the Select's own Enter takes nothing: then the first name that fits is taken. */
function takeFirstOption(input: HTMLInputElement): void {
  setTimeout(() => {
    if (input.getAttribute('aria-expanded') !== 'true') return;
    const list = document.getElementById(input.getAttribute('aria-controls') ?? '');
    const lit = list?.querySelector<HTMLElement>('[data-combobox-selected]');
    (lit ?? list?.querySelector<HTMLElement>('[data-combobox-option]:not([data-combobox-disabled])'))?.click();
  });
}

/** What the field's object is in the answer: in an order its place follows from the choice, not from the field. */
function roleLabel({ type, outcome, roleViews }: Subject, role: string, value: string | null): string {
  const label = type?.roleLabels[role] ?? role;
  if (type?.answerForm !== 'list' || !type.interchangeableRoles.includes(role)) return label;
  if (outcome?.isAnswered !== true) return `Object ${type.interchangeableRoles.indexOf(role) + 1}`;
  return roleViews.find(({ name }) => name === value)?.label ?? label;
}
