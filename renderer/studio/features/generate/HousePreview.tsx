import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconFileUnknown, IconHomeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { HousePreview as House, HousePreviewQuery } from '../../../../shared/api/index.ts';
import { describeError } from '../../../client/api-error.ts';
import { urlOfRoute } from '../../../client/call-route.ts';
import { Message } from '../../../ui/Message.tsx';
import { useGenerateChoice } from './draft.ts';
import classes from './GenerateScreen.module.css';
import { PreviewMap } from './PreviewMap.tsx';
import type { usePreview } from './use-preview.ts';

/** One house of the run to come: its map, a look into it, its numbers. */
export function HousePreview({ preview }: { readonly preview: ReturnType<typeof usePreview> }) {
  const { source } = useGenerateChoice(({ draft }) => draft);
  const { query, data, error, isFetching } = preview;
  if (source === 'files') {
    return (
      <Message icon={IconFileUnknown} title="Houses from files are not previewed">
        They are read and checked when the run starts; what cannot be used is listed with the reason.
      </Message>
    );
  }
  if (error !== null) {
    return (
      <Message icon={IconHomeOff} title="No house can be made so">
        {describeError(error).code === 'input.invalid' ? 'The settings say what does not fit.' : describeError(error).message}
      </Message>
    );
  }
  if (query === null || data === undefined) {
    return query === null ? (
      <Message icon={IconHomeOff} title="No preview yet">
        Give a seed, rooms and objects, and a house of the run shows here.
      </Message>
    ) : (
      <div className={classes['waiting']}>
        <Loader size="sm" aria-label="Making the house" />
      </div>
    );
  }
  return (
    <div className={classes['preview']} aria-busy={isFetching}>
      <HouseNumber />
      <div className={classes['looks']}>
        <PreviewMap scene={data.scene} />
        <div className={classes['facts']}>
          <HouseView key={JSON.stringify(query)} query={query} />
          <HouseFacts house={data} />
        </div>
      </div>
    </div>
  );
}

/** "House 2 of 20" with the way to its neighbours. */
function HouseNumber() {
  const { draft, house } = useGenerateChoice();
  const count = typeof draft.count === 'number' ? draft.count : 1;
  const show = (number: number) => useGenerateChoice.setState({ house: number });
  return (
    <div className={classes['houseNumber']}>
      <Tooltip label="The house before">
        <ActionIcon aria-label="The house before" disabled={house === 0} onClick={() => show(house - 1)}>
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <span className="numeric">
        House {(house + 1).toLocaleString('en')} of {count.toLocaleString('en')}
      </span>
      <Tooltip label="The next house">
        <ActionIcon aria-label="The next house" disabled={house + 1 >= count} onClick={() => show(house + 1)}>
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function HouseView({ query }: { readonly query: HousePreviewQuery }) {
  const [isThere, setThere] = useState(false);
  return (
    <div className={classes['view']}>
      {!isThere && <Loader size="sm" aria-label="Drawing the view" />}
      <img
        src={urlOfRoute('viewHouse', { input: query })}
        alt="A look into the house, from where most of its objects show"
        data-there={isThere || undefined}
        onLoad={() => setThere(true)}
      />
    </div>
  );
}

function HouseFacts({ house }: { readonly house: House }) {
  const facts = [
    ['Rooms', house.rooms],
    ['Objects', house.objects],
    ['Object types', house.types],
    ['Floor', `${house.areaM2.toFixed(0)} m²`],
    ['Free floor', `${(100 * house.freeFloorShare).toFixed(0)} %`],
    ['House seed', house.seed],
  ] as const;
  return (
    <dl className={classes['numbers']}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
