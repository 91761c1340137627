import { Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconLoader2,
  IconMap2,
  IconPhotoOff,
  IconShieldCheckFilled,
  IconVideoOff,
  type TablerIcon,
} from '@tabler/icons-react';
import type { FrameState } from '../../../player/clock.ts';
import { useClock } from '../../../player/use-clock.ts';
import { studioPlayer } from '../review/studio-player.ts';
import classes from './VideoPanel.module.css';

const looks: Readonly<Record<FrameState, { readonly label: string; readonly says: string; readonly icon: TablerIcon }>> = {
  loading: { label: 'opening', says: 'The video is being opened.', icon: IconLoader2 },
  exact: { label: 'exact', says: 'The timestamp of this picture proves that it is this frame.', icon: IconShieldCheckFilled },
  seeking: { label: 'seeking', says: 'The frame asked for is being decoded; the last one is still shown.', icon: IconLoader2 },
  unverified: { label: 'not verified', says: 'Nothing proves that this picture is this frame.', icon: IconAlertTriangle },
  unreadable: { label: 'no picture', says: 'This frame cannot be decoded.', icon: IconPhotoOff },
  error: { label: 'not playable', says: 'The video cannot be decoded.', icon: IconVideoOff },
  'no-video': { label: 'map only', says: 'There is no video; frames move on the map.', icon: IconMap2 },
};

/** Whether the picture is proven to be the frame that the numbers name. */
export function FrameBadge() {
  const state = useClock(studioPlayer, (clock) => clock.state);
  const message = useClock(studioPlayer, (clock) => clock.message);
  const { label, says, icon: Icon } = looks[state];
  return (
    <Tooltip label={message ?? says} multiline maw={340} position="top-end">
      <span className={classes['badge']} data-state={state} data-testid="frame-state">
        <Icon size={14} aria-hidden />
        {label}
      </span>
    </Tooltip>
  );
}
