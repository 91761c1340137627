import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { housePreviewQuery } from '../../../client/queries.ts';
import { previewOfDraft, useGenerateChoice } from './draft.ts';

/** A house is asked for once its settings have stood still for so long. */
const calmMs = 350;

/** The previewed house of the draft, the one before while the next is made. */
export function usePreview() {
  const { draft, house } = useGenerateChoice();
  const wanted = draft.source === 'made' ? previewOfDraft(draft, house) : null;
  const [key] = useDebouncedValue(wanted === null ? '' : JSON.stringify(wanted), calmMs);
  const query = key === '' || wanted === null ? null : (JSON.parse(key) as typeof wanted);
  const asked = query ?? { seed: 0, house: 0, roomsLeast: 0, roomsMost: 0, objectsLeast: 0, objectsMost: 0 };
  const result = useQuery({ ...housePreviewQuery(asked), enabled: query !== null, placeholderData: keepPreviousData });
  return { query, ...result };
}
