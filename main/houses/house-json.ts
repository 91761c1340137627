import { houseSchema, type ProcthorHouse } from '../formats/procthor/house-schema.ts';
import type { PlannedHouse } from './house-plan.ts';
import { startOfPlannedHouse } from './start-pose.ts';
import { type HouseJson, pointJson, structureJson } from './structure-json.ts';

/**
 * A house as ProcTHOR's JSON, schema 1.0.0: rooms, both faces of every wall split where rooms meet, holes in wall coordinates, objects with what
 * stands on them as children, lights, and a start on free floor for the agent. Sizes of objects are not in it: they belong to the assets.
 * Source: the published ProcTHOR houses.
 */
export function houseJsonFromPlanned(house: PlannedHouse): HouseJson {
  const structure = structureJson(house);
  return { ...structure, metadata: metadataJson(house) };
}

/** The house as our reader gives it, without going through a file. */
export function procthorFromPlanned(house: PlannedHouse): ProcthorHouse {
  const source = houseJsonFromPlanned(house);
  return { source, parsed: houseSchema.parse(source) };
}

function metadataJson(house: PlannedHouse): HouseJson {
  const { placeM, yawDeg } = startOfPlannedHouse(house);
  return {
    agent: { horizon: 30, position: pointJson(placeM, 0.95), rotation: { x: 0, y: yawDeg, z: 0 }, standing: true },
    roomSpecId: `${house.plan.rooms.length}-room`,
    schema: '1.0.0',
    warnings: {},
  };
}
