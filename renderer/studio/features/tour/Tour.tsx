import { Button, FocusTrap } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { WorkspaceSummary } from '../../../../shared/api/index.ts';
import { workspaceQuery } from '../../../client/queries.ts';
import { useScreen } from '../../navigation.ts';
import { changeSettings, useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import classes from './Tour.module.css';
import { startTour, useTour } from './tour-store.ts';

const say = strings.library.tour;
const cardWidthPx = 340;
/** Of the tallest step. */
const cardHeightPx = 240;
const gapPx = 12;

/** Five steps over the review screen: once on the sample by itself, and from the palette whenever wanted. */
export function Tour() {
  const { data: isReviewableSample } = useQuery({ ...workspaceQuery, select: hasSampleQuestions });
  const step = useTour((tour) => tour.step);
  const screen = useScreen();
  const { isLoaded, isTourDone } = useSettings();
  const isFirstTime = isLoaded && !isTourDone && isReviewableSample === true && screen === 'review';
  useEffect(() => {
    if (isFirstTime) startTour();
  }, [isFirstTime]);
  if (step === null || screen !== 'review') return null;
  return <Step step={step} />;
}

function hasSampleQuestions({ isSample, counts }: WorkspaceSummary): boolean {
  return isSample && counts.questions > 0;
}

function Step({ step }: { readonly step: number }) {
  const { target, title, text } = say.steps[step] ?? say.steps[0];
  const frame = useTargetRect(target);
  const isLast = step === say.steps.length - 1;
  const end = () => {
    useTour.setState({ step: null });
    changeSettings({ isTourDone: true });
  };
  const go = (to: number) => (to >= say.steps.length ? end() : useTour.setState({ step: Math.max(0, to) }));
  useTourKeys((key) => {
    if (key === 'Escape') end();
    if (key === 'ArrowRight') go(step + 1);
    if (key === 'ArrowLeft') go(step - 1);
  });
  return (
    <>
      {frame !== null && (
        <div className={classes['ring']} style={{ left: frame.x, top: frame.y, width: frame.width, height: frame.height }} />
      )}
      <FocusTrap active>
        <div
          role="dialog"
          aria-modal="true"
          aria-label={say.label(step + 1, say.steps.length)}
          className={classes['card']}
          style={frame === null ? { left: 24, bottom: 24 } : placeBeside(frame)}
        >
          <small>{say.label(step + 1, say.steps.length)}</small>
          <div aria-live="polite">
            <h2>{title}</h2>
            <p>{text}</p>
          </div>
          {isLast && <p className={classes['again']}>{say.again}</p>}
          <div className={classes['buttons']}>
            <Button variant="subtle" color="gray" onClick={end}>
              {say.skip}
            </Button>
            <Button variant="default" disabled={step === 0} onClick={() => go(step - 1)}>
              {say.back}
            </Button>
            <Button data-autofocus onClick={() => go(step + 1)}>
              {isLast ? say.done : say.next}
            </Button>
          </div>
        </div>
      </FocusTrap>
    </>
  );
}

/** Keys of the tour, wherever the focus is: in the moment in which it opens it may not have arrived yet. */
function useTourKeys(onKey: (key: string) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!['Escape', 'ArrowRight', 'ArrowLeft'].includes(event.key)) return;
      event.preventDefault();
      event.stopPropagation();
      onKey(event.key);
    };
    addEventListener('keydown', listen, true);
    return () => removeEventListener('keydown', listen, true);
  });
}

/** Where the step's target is; null while it is not on the page. */
function useTargetRect(target: string): DOMRect | null {
  const [rect, setRect] = useState<DOMRect | null>(null);
  useEffect(() => {
    const measure = () => setRect(document.querySelector(`[data-tour="${target}"]`)?.getBoundingClientRect() ?? null);
    measure();
    // The panels come when the question is there.
    const timer = setInterval(measure, 400);
    addEventListener('resize', measure);
    return () => {
      clearInterval(timer);
      removeEventListener('resize', measure);
    };
  }, [target]);
  return rect;
}

/** Right of the target where there is room, else left of it, else inside it; always on the page. */
function placeBeside(frame: DOMRect): { readonly left: number; readonly top: number } {
  const fitsRight = frame.right + gapPx + cardWidthPx < innerWidth;
  const fitsLeft = frame.left - gapPx - cardWidthPx > 0;
  const left = fitsRight ? frame.right + gapPx : fitsLeft ? frame.left - gapPx - cardWidthPx : frame.left + gapPx;
  const isInside = !fitsRight && !fitsLeft;
  const top = isInside ? frame.top - gapPx - cardHeightPx : frame.top + gapPx;
  return { left, top: Math.min(Math.max(gapPx, top), Math.max(gapPx, innerHeight - cardHeightPx - gapPx)) };
}
