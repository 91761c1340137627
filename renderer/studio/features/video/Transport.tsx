import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core';
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
import { type ChangeEvent, memo, useRef } from 'react';
import { secondsFromFrame } from '../../../player/clock.ts';
import { useClock, useClockPaint } from '../../../player/use-clock.ts';
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

/** The frame on screen, to be read and typed. Its numbers are written into the page directly: they change with every frame of play. */
function Readout() {
  const frameCount = useClock(studioPlayer, (clock) => clock.frameCount);
  const fps = useClock(studioPlayer, (clock) => clock.fps);
  const input = useRef<HTMLInputElement>(null);
  const time = useRef<HTMLSpanElement>(null);
  const last = Math.max(0, frameCount - 1);
  const timeOf = (frame: number) => `${secondsFromFrame({ fps }, frame).toFixed(1)} s`;
  const write = (frame: number) => {
    if (input.current !== null) input.current.value = String(frame);
  };
  useCommands({ goToFrame: () => input.current?.select() });
  useClockPaint(
    studioPlayer,
    ({ frame }) => frame,
    (frame) => {
      // What is being typed stays while other frames are shown on the way to it.
      const isTyped = document.activeElement === input.current && studioPlayer.clock.getState().target !== frame;
      if (!isTyped) write(frame);
      // The same text node every time: putting in another one costs more than writing into it.
      if (time.current?.firstChild) time.current.firstChild.nodeValue = timeOf(frame);
    },
  );
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const digits = event.currentTarget.value.replace(/\D/g, '');
    if (digits !== event.currentTarget.value) event.currentTarget.value = digits;
    if (digits !== '' && Number(digits) !== studioPlayer.clock.getState().target) studioPlayer.seek(Number(digits));
  };
  return (
    <>
      <span>frame</span>
      <Tooltip label={`First is 0, last is ${last} (${keyLabel('goToFrame')})`}>
        <TextInput
          ref={input}
          className={classes['frameInput'] ?? ''}
          size="xs"
          inputMode="numeric"
          autoComplete="off"
          aria-label={`Frame, 0 to ${last}`}
          aria-keyshortcuts={ariaKey('goToFrame')}
          onChange={onChange}
          onBlur={() => write(studioPlayer.clock.getState().frame)}
          onKeyDown={(event) => (event.key === 'Enter' || event.key === 'Escape') && event.currentTarget.blur()}
        />
      </Tooltip>
      <span>of {last}</span>
      <span ref={time} className={classes['time']} style={{ width: `${timeOf(last).length}ch` }}>
        {timeOf(0)}
      </span>
    </>
  );
}
