import type { GeometryState } from '../../../../shared/api/index.ts';

/** What is said where a house should be, or an answer from it; nothing where it is known. */
export const geometryNote: Readonly<Record<GeometryState, string>> = {
  known: '',
  none: 'Nothing is known of this house: its shard has no boxes or rooms that can be read, so no answer can be derived.',
  unread: 'This house is not read yet, because its shard is not in place. Find the shard in the library.',
};
