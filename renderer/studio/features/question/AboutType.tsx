import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { memo, useEffect, useState } from 'react';
import type { Convention } from '../../../../shared/questions/convention.ts';
import type { TypeAbout } from '../../../../shared/questions/question-type.ts';
import { onNextQuestion } from '../review/review-store.ts';
import classes from './AboutType.module.css';

const parts = [
  ['asks', 'Asks'],
  ['traps', 'Traps'],
  ['formula', 'Formula'],
  ['rounding', 'Rounding'],
  ['refused', 'Refused'],
  ['margin', 'Margin'],
  ['needs', 'Needs'],
] as const satisfies readonly (readonly [keyof TypeAbout, string])[];

/** What is asked, how it is answered and where it misleads, on demand. */
export const AboutType = memo(function AboutType({ about, convention }: { readonly about: TypeAbout; readonly convention: Convention }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onNextQuestion(() => setOpen(false)), []);
  useEscape(isOpen, () => setOpen(false));
  return (
    <Popover opened={isOpen} onChange={setOpen} position="top-start" width={440} trapFocus returnFocus transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Tooltip label="What is asked?" disabled={isOpen}>
          <ActionIcon size={24} aria-label="What is asked?" onClick={() => setOpen(!isOpen)}>
            <IconHelpCircle size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={`What is asked: ${about.title}`} p={0}>
        {/* It scrolls and holds nothing else that takes the focus. */}
        <dl className={classes['about']} tabIndex={0} data-autofocus>
          {parts.map(
            ([part, label]) =>
              about[part] !== '' && (
                <div key={part}>
                  <dt>{label}</dt>
                  <dd>
                    <Prose markdown={capitalised(about[part])} />
                  </dd>
                </div>
              ),
          )}
          <div>
            <dt>Convention</dt>
            <dd>{convention.about}</dd>
          </div>
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
});

/** Esc closes what is open and nothing beneath it, also in the moment before the focus has moved inside. */
function useEscape(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  });
}

/** A paragraph of our documentation: `code` and **strong** are all the markdown it uses. */
function Prose({ markdown }: { readonly markdown: string }) {
  return markdown.split(/(`[^`]+`|\*\*[^*]+\*\*)/).map((part, index) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
    if (part.startsWith('`')) return <code key={index}>{part.slice(1, -1)}</code>;
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
    if (part.startsWith('**')) return <strong key={index}>{part.slice(2, -2)}</strong>;
    return part;
  });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
