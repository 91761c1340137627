import { Button, Progress } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Generation } from '../../../../shared/api/index.ts';
import { countOf } from '../../../ui/count-of.ts';
import { ErrorNote } from '../../../ui/ErrorNote.tsx';
import { announce } from '../../announce.ts';
import classes from './GenerateScreen.module.css';
import { RunProblems } from './RunProblems.tsx';
import { RunResult } from './RunResult.tsx';
import { durationText, isActive, shareDone, spokenState, stateTitles } from './run-words.ts';
import { Thumbnails } from './Thumbnails.tsx';
import { useSteer } from './use-generation.ts';

/** The run: how far it is, its pictures, what went wrong, what to do with it. */
export function RunPanel({ generation, onContinue }: { readonly generation: Generation; readonly onContinue: () => void }) {
  const { state, problems, problemCount } = generation;
  const spoken = spokenState(generation);
  useEffect(() => announce(spoken), [spoken]);
  const head = useRef<HTMLHeadingElement>(null);
  const isAtWork = isActive(state);
  // Settings that can no longer be changed let go of the focus, and buttons go with their state: the keyboard goes on here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it matters when the two change
  useEffect(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused.matches(':disabled')) head.current?.focus();
  }, [generation.run, isAtWork]);
  return (
    <div className={classes['run']}>
      <div className={classes['runHead']}>
        <h2 ref={head} tabIndex={-1} data-testid="run-state" data-state={state}>
          {stateTitles[state]}
        </h2>
        {isActive(state) && <Steering generation={generation} />}
      </div>
      {isActive(state) ? <RunProgress generation={generation} /> : <RunResult generation={generation} onContinue={onContinue} />}
      {isActive(state) && <InWork generation={generation} />}
      <Thumbnails generation={generation} />
      {problemCount > 0 && <RunProblems problems={problems} count={problemCount} />}
    </div>
  );
}

function Steering({ generation: { state } }: { readonly generation: Generation }) {
  const steer = useSteer();
  const isResting = state === 'paused' || state === 'pausing';
  return (
    <div className={classes['steering']}>
      <ErrorNote error={steer.error} />
      <Button
        variant="default"
        disabled={state !== 'running' && !isResting}
        leftSection={isResting ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />}
        onClick={() => steer.mutate(isResting ? 'resume' : 'pause')}
      >
        {isResting ? 'Resume' : 'Pause'}
      </Button>
      <Button
        variant="default"
        disabled={state === 'cancelling'}
        leftSection={<IconX size={15} aria-hidden />}
        onClick={() => steer.mutate('cancel')}
      >
        Cancel
      </Button>
    </div>
  );
}

function RunProgress({ generation }: { readonly generation: Generation }) {
  const { progress, totals } = generation;
  const share = shareDone(generation);
  const total = progress.housesTotal === null ? '' : ` of ${progress.housesTotal.toLocaleString('en')}`;
  const numbers = [
    ['Houses', `${progress.houses.toLocaleString('en')}${total}`],
    ['Frames', progress.frames.toLocaleString('en')],
    ['Frames per s', progress.framesPerSecond.toFixed(1)],
    ['Questions', totals.questions.toLocaleString('en')],
    ['Failed', totals.failed.toLocaleString('en')],
    ['Time left', progress.secondsLeft === null ? '…' : durationText(progress.secondsLeft)],
  ];
  return (
    <>
      <Progress value={100 * (share ?? 1)} animated={share === null} aria-label="Progress of the run" />
      <dl className={classes['counters']}>
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function InWork({ generation: { inWork } }: { readonly generation: Generation }) {
  if (inWork.length === 0) return null;
  return (
    <ul className={classes['inWork']} aria-label="Houses in work">
      {inWork.map(({ house, frames, of }) => (
        <li key={house}>
          <span className="numeric">{house}</span>
          <Progress value={of === 0 ? 0 : (100 * frames) / of} size="sm" aria-label={`House ${house}`} />
          <span className="numeric">{of === 0 ? 'planning the walk' : `${frames.toLocaleString('en')} of ${countOf(of, 'frame')}`}</span>
        </li>
      ))}
    </ul>
  );
}
