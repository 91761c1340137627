import { ActionIcon, NumberInput, Select, Tooltip } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconRepeat,
  type TablerIcon,
} from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { secondsFromFrame } from '../../../player/clock.ts';
import { useClock } from '../../../player/use-clock.ts';
import { runCommand, useCommands } from '../../key-dispatch.ts';
import { ariaKey, type CommandName, keyCommands, keyLabel } from '../../keys.ts';
import { studioPlayer } from '../review/studio-player.ts';
import { FrameBadge } from './FrameBadge.tsx';
import classes from './VideoPanel.module.css';

const rates = [0.1, 0.25, 0.5, 1, 2, 4, 8];

/** Play, step, speed, and which frame is on screen. */
export const Transport = memo(function Transport() {
  const isPlaying = useClock(studioPlayer, (clock) => clock.isPlaying);
  return (
    <div className={classes['transport']} role="toolbar" aria-label="Playback">
      <PlayButton command="firstFrame" icon={IconPlayerSkipBack} />
      <PlayButton command="tenBack" icon={IconChevronsLeft} />
      <PlayButton command="frameBack" icon={IconChevronLeft} />
      <PlayButton command="playPause" icon={isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled} isMain />
      <PlayButton command="frameForward" icon={IconChevronRight} />
      <PlayButton command="tenForward" icon={IconChevronsRight} />
      <PlayButton command="lastFrame" icon={IconPlayerSkipForward} />
      <Rate />
      <LoopState />
      <div className={classes['readout']}>
        <FrameBadge />
        <Readout />
      </div>
    </div>
  );
});

const PlayButton = memo(function PlayButton(props: { readonly command: CommandName; readonly icon: TablerIcon; readonly isMain?: true }) {
  const { command, icon: Icon, isMain } = props;
  const { label } = keyCommands[command];
  return (
    <Tooltip label={`${label} (${keyLabel(command)})`}>
      <ActionIcon
        size={30}
        {...(isMain ? { variant: 'light', color: 'sight' } : {})}
        aria-label={label}
        aria-keyshortcuts={ariaKey(command)}
        // Focus stays where it was, so that Space keeps meaning play after a click.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => runCommand(command)}
      >
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
});

function Rate() {
  const rate = useClock(studioPlayer, (clock) => clock.rate);
  const value = String(Math.abs(rate));
  return (
    <Select
      w={66}
      ml={4}
      aria-label="Speed"
      allowDeselect={false}
      value={value}
      data={rates.map((each) => ({ value: String(each), label: `${each}×` }))}
      onChange={(next) => {
        const isPlaying = studioPlayer.clock.getState().isPlaying;
        studioPlayer.clock.setState({ rate: Number(next) });
        if (isPlaying) studioPlayer.play(Number(next));
      }}
    />
  );
}

function LoopState() {
  const start = useClock(studioPlayer, (clock) => clock.loopStart);
  const end = useClock(studioPlayer, (clock) => clock.loopEnd);
  if (start === null && end === null) return null;
  const label = `Loop ${start ?? 'start'} to ${end ?? 'end'}`;
  return (
    <Tooltip label={`${label}: click to play on`}>
      <ActionIcon
        aria-label={`${label}, remove`}
        color="sight"
        onClick={() => studioPlayer.clock.setState({ loopStart: null, loopEnd: null })}
      >
        <IconRepeat size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Readout() {
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const frameCount = useClock(studioPlayer, (clock) => clock.frameCount);
  const fps = useClock(studioPlayer, (clock) => clock.fps);
  const input = useRef<HTMLInputElement>(null);
  useCommands({ goToFrame: () => input.current?.select() });
  return (
    <>
      <span>frame</span>
      <Tooltip label={`First is 0, last is ${frameCount - 1} (${keyLabel('goToFrame')})`}>
        <NumberInput
          ref={input}
          className={classes['frameInput'] ?? ''}
          size="xs"
          hideControls
          allowDecimal={false}
          allowNegative={false}
          min={0}
          max={Math.max(0, frameCount - 1)}
          aria-label={`Frame, 0 to ${frameCount - 1}`}
          aria-keyshortcuts={ariaKey('goToFrame')}
          value={frame}
          onChange={(value) => typeof value === 'number' && value !== frame && studioPlayer.seek(value)}
          onKeyDown={(event) => (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()}
        />
      </Tooltip>
      <span>of {Math.max(0, frameCount - 1)}</span>
      <span className={classes['time']}>{secondsFromFrame({ fps }, frame).toFixed(1)} s</span>
    </>
  );
}
