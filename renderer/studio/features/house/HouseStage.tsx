import { Button, Loader } from '@mantine/core';
import { IconCube3dSphereOff } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { CompiledStage } from '../../../../shared/stage/compiled-stage.ts';
import { Message } from '../../../ui/Message.tsx';
import { HouseOverlay } from './HouseOverlay.tsx';
import { HouseToolbar } from './HouseToolbar.tsx';
import classes from './HouseView.module.css';
import { useDrawing } from './use-drawing.ts';
import { useHouseControls } from './use-house-controls.ts';
import { useHouseEye } from './use-house-eye.ts';
import { usePick } from './use-pick.ts';
import { useSize } from './use-size.ts';
import { useStageView } from './use-stage-view.ts';

const hints = {
  walk: 'At the camera: drag to fly on from here',
  orbit: 'Drag turns, Shift+drag moves, wheel zooms',
  fly: 'WASD or arrows move, drag looks, Esc leaves',
};

/** Draws a stage and what lies over it, and takes pointer and keys. */
export function HouseStage({ stage }: { readonly stage: CompiledStage }) {
  // Another canvas, and with it another context, after one was lost.
  const [attempt, setAttempt] = useState(0);
  return <Canvas key={attempt} stage={stage} onRestart={() => setAttempt(attempt + 1)} />;
}

function Canvas({ stage, onRestart }: { readonly stage: CompiledStage; readonly onRestart: () => void }) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(host);
  const house = useHouseEye(size);
  const state = useStageView(canvas, stage, onRestart);
  useDrawing(canvas, state.kind === 'ready' ? state.view : null, stage, house);
  const pick = usePick(stage, house, size);
  const controls = useHouseControls(host, {
    camera: house.free,
    mode: house.mode,
    heightPx: size.heightPx,
    onChange: house.set,
    ...pick,
  });
  return (
    <section className={classes['view']} aria-label="3D view">
      <div
        ref={host}
        className={classes['host']}
        data-mode={house.mode}
        // The application role gives arrow keys and letters to the view while it has the focus.
        role="application"
        aria-label="House in 3D; its objects are listed under Objects"
        {...{ tabIndex: 0 }}
        {...controls}
      >
        <div className={classes['picture']} style={{ width: house.widthPx, height: house.heightPx }}>
          <canvas ref={canvas} className={classes['canvas']} data-testid="house-canvas" aria-hidden />
          {state.kind === 'ready' && <HouseOverlay house={house} />}
        </div>
      </div>
      {state.kind === 'ready' && <p className={classes['hint']}>{hints[house.mode]}</p>}
      <HouseToolbar house={house} />
      {state.kind !== 'ready' && (
        <div className={classes['curtain']}>
          {state.kind === 'failed' ? (
            <Message icon={IconCube3dSphereOff} title="No 3D here">
              {state.message}
            </Message>
          ) : (
            <div className={classes['building']} role="status">
              <Loader size="sm" aria-hidden />
              {state.kind === 'starting' ? 'Drawing the house' : 'The graphics device was lost; the view comes back with it.'}
              {state.kind === 'lost' && (
                <Button size="xs" variant="default" onClick={onRestart}>
                  Draw again
                </Button>
              )}
            </div>
          )}
        </div>
      )}
    </section>
  );
}
