import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconArrowNarrowUp,
  IconCurrentLocation,
  IconEyeCheck,
  IconFocusCentered,
  IconMinus,
  IconPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useViewOptions } from '../../view-options.ts';
import classes from './MapPanel.module.css';
import type { MapControls } from './use-viewport.ts';

/** Zoom, and what the map does while the video plays: follow the camera, turn with it, show what was seen. */
export const MapButtons = memo(function MapButtons(props: {
  readonly controls: MapControls;
  readonly isMoved: boolean;
  readonly hasPoses: boolean;
  readonly hasRooms: boolean;
}) {
  const { controls, isMoved, hasPoses, hasRooms } = props;
  const { isFollowing, isHeadingUp, hasCoverage } = useViewOptions();
  return (
    <div className={classes['zoom']}>
      {hasPoses && (
        <>
          <MapButton
            label="Follow the camera"
            icon={IconCurrentLocation}
            isPressed={isFollowing}
            onClick={() => controls.follow(!isFollowing)}
          />
          <MapButton
            label="Camera's heading up"
            icon={IconArrowNarrowUp}
            isPressed={isHeadingUp}
            onClick={() => useViewOptions.setState({ isHeadingUp: !isHeadingUp })}
          />
          {hasRooms && (
            <MapButton
              label="What was seen so far"
              icon={IconEyeCheck}
              isPressed={hasCoverage}
              onClick={() => useViewOptions.setState({ hasCoverage: !hasCoverage })}
            />
          )}
        </>
      )}
      <MapButton label="Zoom out" icon={IconMinus} onClick={() => controls.zoom(-1)} />
      <MapButton label="Zoom in" icon={IconPlus} onClick={() => controls.zoom(1)} />
      <MapButton label="Fit the house" icon={IconFocusCentered} isDisabled={!isMoved} onClick={controls.fit} />
    </div>
  );
});

function MapButton(props: {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}) {
  const Icon = props.icon;
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        aria-label={props.label}
        {...(props.isPressed === undefined ? {} : { 'aria-pressed': props.isPressed })}
        {...(props.isPressed ? { variant: 'light', color: 'sight' } : {})}
        disabled={props.isDisabled ?? false}
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.onClick}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
