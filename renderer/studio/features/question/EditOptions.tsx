import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCheck } from '@tabler/icons-react';
import { checkOptions, isSameOption, letterAt } from '../../../../shared/questions/options/check-options.ts';
import { drawOptions } from '../../../../shared/questions/suggest-fixes.ts';
import { strings } from '../../strings/strings.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './EditFields.module.css';
import { Options } from './Options.tsx';
import type { EditState } from './use-edit.ts';

const say = strings.decide;

/** The options in an edit: as they follow, or in fields of their own that say at once what is wrong with them. */
export function EditOptions({ edit }: { readonly edit: EditState }) {
  const { detail, type, outcome, convention } = useSubject();
  const options = useReview((state) => state.draftOptions);
  const hand = useReview((state) => state.draftHand);
  const content = edit.preview ?? detail.current;
  if (detail.current.options.length === 0) return <Options options={[]} letter={null} isPreview isNarrow />;
  const follow = content.options.map(({ text }) => text);
  const set = (draftOptions: readonly string[] | null) => useReview.setState({ draftOptions });
  const derivation = outcome?.isAnswered ? outcome : null;
  const redraw = () => {
    if (type === null || derivation === null) return;
    const drawn = drawOptions({ type, result: derivation, convention, seedParts: [detail.id, 'redraw', ...(options ?? follow)] });
    if (drawn !== null) set(drawn);
  };
  return (
    <div className={classes['options']}>
      {options === null ? (
        <Options options={content.options} letter={content.letter} isPreview={edit.preview !== null} isNarrow />
      ) : (
        <OptionFields
          options={options}
          isRight={(text) => isSameOption(type, text, hand?.answer ?? derivation?.answer ?? detail.current.answer)}
          problems={checkOptions(type, options, hand?.answer ?? derivation?.answer ?? '', hand === null ? derivation : null)}
        />
      )}
      <div className={classes['buttons']}>
        {options === null ? (
          <Button variant="default" size="compact-sm" onClick={() => set(follow)}>
            {say.editOptions}
          </Button>
        ) : (
          <Button variant="default" size="compact-sm" onClick={() => set(null)}>
            {say.resetOptions}
          </Button>
        )}
        {type !== null && derivation !== null && hand === null && (
          <Button variant="default" size="compact-sm" onClick={redraw}>
            {say.redraw}
          </Button>
        )}
      </div>
    </div>
  );
}

function OptionFields(props: {
  readonly options: readonly string[];
  readonly isRight: (text: string) => boolean;
  readonly problems: ReturnType<typeof checkOptions>;
}) {
  const { options, isRight, problems } = props;
  const set = (draftOptions: readonly string[]) => useReview.setState({ draftOptions });
  const move = (from: number, to: number) => set(options.toSpliced(from, 1).toSpliced(to, 0, options[from] as string));
  const ofAll = problems.find(({ index }) => index === null);
  return (
    <fieldset className={classes['fields']} aria-label={say.options}>
      {options.map((text, index) => {
        const letter = letterAt(index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field is its letter, whatever is typed in it
          <div key={index} className={classes['field']}>
            <b>{letter}</b>
            <Textarea
              autosize
              minRows={1}
              aria-label={say.optionOf(letter)}
              value={text}
              dir="auto"
              error={problems.find((problem) => problem.index === index)?.message ?? null}
              rightSection={isRight(text) ? <IconCheck size={14} role="img" aria-label={say.isRight} /> : null}
              onKeyDown={(event) => event.key === 'Enter' && !event.ctrlKey && !event.metaKey && event.preventDefault()}
              onChange={(event) => set(options.with(index, oneLine(event.currentTarget.value)))}
            />
            <ActionIcon aria-label={say.moveUp(letter)} disabled={index === 0} onClick={() => move(index, index - 1)}>
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon aria-label={say.moveDown(letter)} disabled={index === options.length - 1} onClick={() => move(index, index + 1)}>
              <IconArrowDown size={15} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {ofAll !== undefined && (
        <p role="status" className={classes['problem']}>
          {ofAll.message}
        </p>
      )}
    </fieldset>
  );
}

/** An option is one line, also where it was pasted as several; its field breaks long ones, so that all of it can be read. */
function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
