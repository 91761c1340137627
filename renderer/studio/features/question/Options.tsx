import { IconCalculator, IconDatabase } from '@tabler/icons-react';
import type { Option } from '../../../../shared/model/question.ts';
import { compareWithStored } from '../../../../shared/questions/compare.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './Options.module.css';
import { revealHidden } from './reveal-hidden.ts';

/** The choices; which one is stored, or stands after an edit, and which one the formula gives is said in words. */
export function Options(props: {
  readonly options: readonly Option[];
  readonly letter: string | null;
  readonly isPreview: boolean;
  /** True in a column of their own: one below the other, however short. */
  readonly isNarrow: boolean;
}) {
  const { options, letter, isPreview, isNarrow } = props;
  const { outcome, type, detail } = useSubject();
  const kept = detail.verdict === 'edited' ? 'edited' : 'stored';
  if (options.length === 0) return <p className={classes['open']}>Open question: no options are stored.</p>;
  const isLong = options.some((option) => option.text.length > 30);
  return (
    <ol className={classes['options']} data-long={isLong || undefined} data-narrow={isNarrow || undefined} aria-label="Options">
      {options.map((option) => {
        const isStored = option.letter === letter;
        const isDerived = type !== null && outcome !== null && compareWithStored(type, option.text, outcome) === 'agree';
        return (
          <li key={option.letter} className={classes['option']} data-stored={isStored || undefined} data-derived={isDerived || undefined}>
            <b>{option.letter}</b>
            <bdi className={classes['optionText']}>{revealHidden(option.text)}</bdi>
            {isStored && (
              <span className={classes['tag']}>
                <IconDatabase size={12} aria-hidden /> {isPreview ? 'will be stored' : kept}
              </span>
            )}
            {isDerived && !isPreview && (
              <span className={classes['tag']}>
                <IconCalculator size={12} aria-hidden /> derived
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
