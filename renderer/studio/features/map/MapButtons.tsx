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
import { useViewOptions } from '../../view-options.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './MapPanel.module.css';
import type { MapViewport } from './use-viewport.ts';

/** Zoom, and what the map does while the video plays: follow the camera, turn with it, show what was seen. */
export function MapButtons({ viewport }: { readonly viewport: MapViewport }) {
  const { trajectory, scene } = useSubject();
  const { isFollowing, isHeadingUp, hasCoverage } = useViewOptions();
  const hasPoses = trajectory.poses.length > 0;
  return (
    <div className={classes['zoom']}>
      {hasPoses && (
        <>
          <MapButton
            label="Follow the camera"
            icon={IconCurrentLocation}
            isPressed={isFollowing}
            onClick={() => viewport.follow(!isFollowing)}
          />
          <MapButton
            label="Camera's heading up"
            icon={IconArrowNarrowUp}
            isPressed={isHeadingUp}
            onClick={() => useViewOptions.setState({ isHeadingUp: !isHeadingUp })}
          />
          {scene.rooms.length > 0 && (
            <MapButton
              label="What was seen so far"
              icon={IconEyeCheck}
              isPressed={hasCoverage}
              onClick={() => useViewOptions.setState({ hasCoverage: !hasCoverage })}
            />
          )}
        </>
      )}
      <MapButton label="Zoom out" icon={IconMinus} onClick={() => viewport.zoom(-1)} />
      <MapButton label="Zoom in" icon={IconPlus} onClick={() => viewport.zoom(1)} />
      <MapButton label="Fit the house" icon={IconFocusCentered} isDisabled={!viewport.isMoved} onClick={viewport.fit} />
    </div>
  );
}

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
