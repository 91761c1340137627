import { Select } from '@mantine/core';
import { useMemo } from 'react';
import type { Candidate, QuestionType } from '../../../../shared/questions/question-type.ts';
import { roomName } from '../map/room-name.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { roleColor } from '../review/subject.ts';
import card from './QuestionCard.module.css';
import classes from './RoleFields.module.css';

/** One search field per role over what the video shows clearly enough; everything else follows the choice. */
export function RoleFields() {
  const { type } = useSubject();
  if (type === null) return null;
  return (
    <fieldset className={classes['roles']} aria-label="Roles" data-many={type.roleNames.length > 3 || undefined}>
      {type.roleNames.map((role, position) => (
        <RoleField key={role} type={type} role={role} position={position} />
      ))}
    </fieldset>
  );
}

function RoleField({ type, role, position }: { readonly type: QuestionType; readonly role: string; readonly position: number }) {
  const { view, convention, scene } = useSubject();
  const draft = useReview((state) => state.draft);
  const candidates = useMemo(() => type.candidates(view, convention, role), [type, view, convention, role]);
  const byName = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  const value = draft?.[role] ?? null;
  const names = value === null || byName.has(value) ? candidates.map(({ name }) => name) : [value, ...candidates.map(({ name }) => name)];
  const roomOf = (candidate: Candidate) => {
    const rooms = new Set(
      candidate.objectIndices.map((index) => scene.rooms.find((room) => room.id === scene.objects[index]?.roomId)?.roomType ?? 'No room'),
    );
    return [...rooms].map(roomName).join(', ');
  };
  return (
    <Select
      label={type.roleLabels[role] ?? role}
      searchable
      allowDeselect={false}
      value={value}
      data={names}
      nothingFoundMessage="Nothing salient has this name"
      {...(position === 0 ? { 'data-autofocus': true, autoFocus: true } : {})}
      openOnFocus={false}
      leftSection={<i className={card['dot']} style={{ background: roleColor(position) }} />}
      comboboxProps={{ width: 300, position: 'top-start' }}
      onChange={(name) => name !== null && useReview.setState(({ draft: now }) => ({ draft: { ...now, [role]: name } }))}
      renderOption={({ option }) => {
        const candidate = byName.get(option.value);
        return (
          <span className={classes['candidate']}>
            <b>{option.value}</b>
            <span>
              {candidate === undefined
                ? 'not salient'
                : `${roomOf(candidate)} · frame ${candidate.firstSalientFrame}${candidate.objectIndices.length > 1 ? ` · ${candidate.objectIndices.length} of them` : ''}`}
            </span>
          </span>
        );
      }}
    />
  );
}
