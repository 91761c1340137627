import { AppError } from '../../shared/errors.ts';
import type { ProceduralHouses } from '../generate/generate-settings.ts';

/** What the command line said of houses; all of it text but `houses`. */
export interface HouseOptions {
  readonly houses?: string[];
  readonly count?: number;
  readonly rooms?: string;
  readonly objects?: string;
}

/** What is made where the command line leaves it open. */
export const proceduralDefaults: ProceduralHouses = { count: 1, rooms: [3, 8], objects: [30, 50] };

/**
 * The procedural houses that were asked for; null where files were named.
 *
 * @throws AppError `input.invalid` for both at once, and for what is no range.
 */
export function proceduralFromOptions({ houses, count, rooms, objects }: HouseOptions): ProceduralHouses | null {
  const isOwn = count !== undefined || rooms !== undefined || objects !== undefined;
  if (houses === undefined) {
    return {
      count: count ?? proceduralDefaults.count,
      rooms: rangeFromOption('rooms', rooms, proceduralDefaults.rooms),
      objects: rangeFromOption('objects', objects, proceduralDefaults.objects),
    };
  }
  if (!isOwn) return null;
  const message =
    '--count, --rooms and --objects make houses, --houses reads them: give one or the other. --limit takes only the first houses of files.';
  throw new AppError('input.invalid', message);
}

function rangeFromOption(name: string, text: string | undefined, otherwise: readonly [number, number]): readonly [number, number] {
  if (text === undefined) return otherwise;
  const [, least, most = least] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(text) ?? [];
  if (least !== undefined && Number(least) <= Number(most)) return [Number(least), Number(most)];
  throw new AppError('input.invalid', `--${name} takes a number or a range such as ${otherwise.join('-')}, not "${text}".`);
}
