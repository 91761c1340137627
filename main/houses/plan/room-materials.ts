import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import type { RoomType } from '../house-plan.ts';
import { pickChance, pickOne } from './plan-random.ts';

/** Material names are AI2-THOR's; patterns and colours are told from them where a scene is drawn. */
const woodenFloors = [
  'DarkWoodFloors',
  'GreyFloor 1',
  'LightWoodCounters3',
  'MediumWoodSmooth',
  'OrangeWood',
  'WhiteWood',
  'WoodFloorsCrossRED',
  'WoodGrain_Tan',
  'WoodGrains',
] as const;
const tiledFloors = [
  'CreamMarbleTiles',
  'DarkTiles',
  'GREYGRANITE',
  'RoseGraniteTiles',
  'Tiles2',
  'WhiteMarble2',
  'bathroomTilesGrey',
] as const;
const paintedWalls = [
  'PureWhite',
  'WallDrywallWhite2',
  'DrywallBeige',
  'DrywallGreen',
  'DrywallOrange',
  'BrownDrywall',
  'WallDrywallGrey',
  'YellowDrywall',
  'Porcelain_Blue_Mat',
  'PinkConcrete_Smooth',
] as const;
const tiledWalls = [
  'CeramicTiles2',
  'SubwayTilesAO',
  'bathroomTilesBlue',
  'bathroomTilesGreen1',
  'bathroomTilesTan3',
  'WhiteMarble',
] as const;

/** Materials of one room. */
export interface RoomMaterials {
  readonly floorMaterial: string;
  readonly wallMaterial: string;
}

/** Materials for the rooms of a house, in their order: bathrooms are tiled, kitchens mostly; hallway and living room often share their floor. */
export function pickMaterials(roomTypes: readonly RoomType[], pick: RandomIndex): RoomMaterials[] {
  const commonFloor = pickOne(pick, woodenFloors);
  const commonWall = pickOne(pick, paintedWalls);
  return roomTypes.map((roomType) => {
    const isWet = roomType === 'Bathroom';
    const isTiled = isWet || (roomType === 'Kitchen' && pickChance(pick, 65));
    const isCommon = roomType === 'Hallway' || roomType === 'LivingRoom' || pickChance(pick, 30);
    const ownFloor = isTiled ? pickOne(pick, tiledFloors) : pickOne(pick, woodenFloors);
    const ownWall = isWet ? pickOne(pick, tiledWalls) : pickOne(pick, paintedWalls);
    return {
      floorMaterial: isCommon && !isTiled ? commonFloor : ownFloor,
      wallMaterial: isCommon && !isWet && pickChance(pick, 60) ? commonWall : ownWall,
    };
  });
}
