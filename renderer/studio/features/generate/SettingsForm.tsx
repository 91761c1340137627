import { ActionIcon, Button, SegmentedControl, Select, Textarea, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDice5, IconPlayerPlay } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import type { GenerationRequest } from '../../../../shared/api/index.ts';
import { PathField } from '../library/PathField.tsx';
import { type FieldErrors, setDraft, useGenerateChoice } from './draft.ts';
import classes from './GenerateScreen.module.css';
import { MoreSettings, moreNames } from './MoreSettings.tsx';
import { NumberField } from './NumberField.tsx';
import { RangeField } from './RangeField.tsx';
import { questionLists, sources } from './setting-labels.ts';

/** All settings of a run; Enter in any field starts it. */
export function SettingsForm(props: {
  readonly errors: FieldErrors;
  readonly isRunning: boolean;
  readonly isStarting: boolean;
  readonly onStart: () => void;
}) {
  const { draft, hasMore } = useGenerateChoice();
  const { errors } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (moreNames.some((name) => errors[name] !== undefined)) useGenerateChoice.setState({ hasMore: true });
    props.onStart();
  };
  return (
    <form className={classes['form']} onSubmit={submit} aria-label="Settings">
      <fieldset className={classes['settings']} disabled={props.isRunning}>
        <PathField
          label="Output folder"
          placeholder="/path/to/new-dataset"
          kind="shard"
          value={draft.outDir}
          onChange={(outDir) => setDraft({ outDir })}
          disabled={props.isRunning}
          error={errors.outDir ?? null}
        />
        <SegmentedControl
          aria-label="Where houses come from"
          fullWidth
          value={draft.source}
          data={[...sources]}
          disabled={props.isRunning}
          onChange={(source) => setDraft({ source: source as GenerationRequest['source'] })}
        />
        {draft.source === 'made' ? <MadeHouses errors={errors} /> : <HouseFiles errors={errors} />}
        <div className={classes['pair']}>
          <Select
            label="Questions"
            data={[...questionLists]}
            value={draft.questions}
            allowDeselect={false}
            disabled={props.isRunning}
            onChange={(name) => name !== null && setDraft({ questions: name as GenerationRequest['questions'] })}
          />
          <NumberField name="perVideo" label="Per type and video" errors={errors} />
        </div>
        <Button
          variant="subtle"
          color="gray"
          justify="start"
          aria-expanded={hasMore}
          leftSection={hasMore ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
          onClick={() => useGenerateChoice.setState({ hasMore: !hasMore })}
        >
          More settings
        </Button>
        {hasMore && <MoreSettings errors={errors} isDisabled={props.isRunning} />}
      </fieldset>
      <div className={classes['start']}>
        <Button
          type="submit"
          size="sm"
          fullWidth
          loading={props.isStarting}
          disabled={props.isRunning}
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
        >
          {props.isRunning ? 'A run is at work' : 'Start'}
        </Button>
      </div>
    </form>
  );
}

function MadeHouses({ errors }: { readonly errors: FieldErrors }) {
  return (
    <>
      <div className={classes['pair']}>
        <NumberField name="count" label="Houses" errors={errors} />
        <div className={classes['seed']}>
          <NumberField name="seed" label="Seed" errors={errors} />
          <Tooltip label="Another seed">
            <ActionIcon aria-label="Another seed" variant="default" size={30} onClick={() => setDraft({ seed: anotherSeed() })}>
              <IconDice5 size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
      <div className={classes['pair']}>
        <RangeField name="rooms" label="Rooms per house" errors={errors} />
        <RangeField name="objects" label="Objects per house" errors={errors} />
      </div>
    </>
  );
}

function HouseFiles({ errors }: { readonly errors: FieldErrors }) {
  const { houseFiles, assetsDir } = useGenerateChoice(({ draft }) => draft);
  return (
    <>
      <Textarea
        label="House files, one per line"
        placeholder="/path/to/train.jsonl.gz"
        value={houseFiles.join('\n')}
        onChange={(event) => setDraft({ houseFiles: event.currentTarget.value.split('\n') })}
        autosize
        minRows={2}
        maxRows={5}
        spellCheck={false}
        error={errors.houseFiles ?? null}
      />
      <PathField
        label="Asset database (empty: beside the houses)"
        placeholder="/path/to/asset_databases"
        kind="shard"
        value={assetsDir}
        onChange={(path) => setDraft({ assetsDir: path })}
        error={errors.assetsDir ?? null}
      />
      <div className={classes['pair']}>
        <NumberField name="count" label="At most so many houses" errors={errors} />
        <NumberField name="seed" label="Seed" errors={errors} />
      </div>
    </>
  );
}

/** A number to read out or write down, not one of ten digits. */
function anotherSeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 100_000;
}
