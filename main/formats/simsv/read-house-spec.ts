import { type Problem, problemFromError } from '../../../shared/errors.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import type { AssetDatabase } from '../procthor/asset-database.ts';
import { houseSchema } from '../procthor/house-schema.ts';
import { sceneFromHouse } from '../procthor/scene-from-house.ts';
import { parseJsonFile, type ReadSource } from './read-source.ts';

/** The building of a scene, without anything in it. */
export type Building = Pick<Scene, 'rooms' | 'walls' | 'openings' | 'ceilingHeightM'>;

/** What a scene without a house file has. */
export const noBuilding: Building = { rooms: [], walls: [], openings: [], ceilingHeightM: 2.7 };

/** Objects come from the metadata, so no asset is ever looked up by size; openings then take their type from their asset's name. */
const noAssets: AssetDatabase = { file: '', find: () => null };

/** Rooms, walls, doors and windows of a `house_spec.json`. A house that makes no sense is a problem: the map then shows boxes only. */
export function buildingFromHouseSpec(file: ReadSource): { readonly building: Building; readonly problems: readonly Problem[] } {
  const where = { file: file.source.path };
  try {
    const parsed = houseSchema.safeParse(parseJsonFile(file));
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const message = `The house is no ProcTHOR house: at ${issue?.path.join('.')}, ${issue?.message}. The map shows boxes without rooms.`;
      return { building: noBuilding, problems: [{ ...where, code: 'house.invalid', message }] };
    }
    // SIMS-V neither counts nor measures a room without an outline, so one must not cost the others.
    const isOutlined = ({ floorPolygon }: (typeof parsed.data.rooms)[number]): boolean => (floorPolygon?.length ?? 0) > 2;
    const rooms = parsed.data.rooms.filter(isOutlined);
    const house = { source: null, parsed: { ...parsed.data, rooms, objects: [] } };
    const { scene, problems } = sceneFromHouse(house, noAssets, '');
    const skipped = parsed.data.rooms.filter((room) => !isOutlined(room)).map((room) => missingOutline(room.id));
    return { building: scene, problems: [...skipped, ...problems].map((problem) => ({ ...where, ...problem })) };
  } catch (error) {
    return { building: noBuilding, problems: [problemFromError(error, where)] };
  }
}

function missingOutline(item: string): Problem {
  return {
    code: 'house.invalid',
    item,
    message: `${item} has no floor outline. It is neither drawn, counted nor measured; the other rooms are.`,
  };
}
