import { Button, Menu } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type SuggestedFix, suggestFixes } from '../../../../shared/questions/suggest-fixes.ts';
import { announce } from '../../announce.ts';
import { strings } from '../../strings/strings.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Subject } from '../review/subject.ts';

const say = strings.decide;

/** The fixes that the formulas know for the question on screen. */
export function useFixes(): readonly SuggestedFix[] {
  const { type, view, convention, detail } = useSubject();
  return useMemo(
    () => suggestFixes({ type, view, convention, shown: detail.current, seedParts: [detail.id] }),
    [type, view, convention, detail],
  );
}

/**
 * Suggested fixes; choosing one fills the edit with it, to be looked at and saved or not. `onlyFaults`: without mere rephrasings, which nearly every
 * question of a foreign shard could have.
 */
export function FixMenu({ onlyFaults }: { readonly onlyFaults?: true }) {
  const subject = useSubject();
  const all = useFixes();
  const fixes = onlyFaults ? all.filter(({ kind }) => kind !== 'rephrase') : all;
  if (fixes.length === 0) return null;
  return (
    <Menu position="top-start" width={380} shadow="md" returnFocus trapFocus>
      <Menu.Target>
        <Button size="sm" variant="light" leftSection={<IconBulb size={16} aria-hidden />}>
          {say.suggestionCount(fixes.length)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {fixes.map((fix) => (
          <Menu.Item key={fix.title} onClick={() => previewFix(subject, fix)} style={{ whiteSpace: 'normal' }}>
            {fix.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function previewFix({ roles }: Subject, { edit, title }: SuggestedFix): void {
  useReview.setState({
    draft: { ...roles, ...edit.roles },
    draftText: edit.text ?? null,
    draftOptions: edit.options ?? null,
    draftHand: null,
    open: null,
  });
  announce(say.chosen(title));
}
