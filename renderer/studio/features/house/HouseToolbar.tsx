import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconWall } from '@tabler/icons-react';
import { leaveAfterClick } from '../../../ui/leave-after-click.ts';
import { useViewOptions } from '../../view-options.ts';
import classes from './HouseView.module.css';
import { flyFrom, orbitFrom } from './house-camera.ts';
import type { HouseEye } from './use-house-eye.ts';

/** Where to look from, walls, and everything in view. */
export function HouseToolbar({ house }: { readonly house: HouseEye }) {
  const hasGhostWalls = useViewOptions((options) => options.hasGhostWalls);
  const change = (mode: string) => {
    if (mode === 'walk') house.set({ mode: 'walk' });
    else if (mode === 'fly') house.set(house.mode === 'walk' ? house.free : flyFrom(house.eye));
    else house.set(house.mode === 'walk' ? null : orbitFrom(house.free, 3));
  };
  const isWalk = house.mode === 'walk';
  return (
    <div className={classes['toolbar']}>
      <SegmentedControl
        aria-label="Look from"
        size="xs"
        value={house.mode}
        data={[
          { value: 'orbit', label: 'Orbit' },
          { value: 'fly', label: 'Fly' },
          {
            value: 'walk',
            label: house.isCameraAssumed && house.walk !== null ? 'Camera (assumed)' : 'Camera',
            disabled: house.walk === null,
          },
        ]}
        onChange={change}
        onClick={leaveAfterClick}
      />
      <Tooltip label={isWalk ? 'At the camera walls are as recorded' : hasGhostWalls ? 'Solid walls' : 'See through walls'}>
        <ActionIcon
          aria-label="See through walls"
          aria-pressed={hasGhostWalls}
          variant={hasGhostWalls && !isWalk ? 'light' : 'default'}
          disabled={isWalk}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => useViewOptions.setState({ hasGhostWalls: !hasGhostWalls })}
        >
          <IconWall size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Show the whole house">
        <ActionIcon
          aria-label="Show the whole house"
          variant="default"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => house.set(null)}
        >
          <IconFocusCentered size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
