import { useRef } from 'react';
import { useViewOptions } from '../../view-options.ts';
import { useSize } from '../house/use-size.ts';
import { type LabelRequest, placeLabels } from '../map/place-labels.ts';
import projected from '../projected/Projected.module.css';
import { useReview } from '../review/review-store.ts';
import { MaskLayer } from './MaskLayer.tsx';
import { ProjectedOverlay } from './ProjectedOverlay.tsx';
import { useOverlay } from './use-overlay.ts';
import { useVisibleObjects, type VisibleObject } from './use-visible-objects.ts';
import classes from './VideoPanel.module.css';

/** What is drawn over the frame on screen: boxes, masks or 3D boxes of the question's objects (or of all), their names, and the marks of the derivation. */
export function Overlay({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }) {
  const host = useRef<HTMLDivElement>(null);
  const size = useSize(host);
  const { shape } = useOverlay();
  const { hasNames, hasMarks, showsAll } = useViewOptions();
  const { frame, visible, seen } = useVisibleObjects(showsAll);
  const scale = size.widthPx / widthPx;
  const boxed = visible.filter((object) => object.box !== null);
  const unboxed = visible.filter((object) => object.box === null && object.isOfQuestion);
  const isOn = shape !== 'none' && scale > 0;
  return (
    <div ref={host} className={classes['overlay']} data-frame={frame} data-testid="overlay" data-shape={shape}>
      {isOn && shape === 'masks' && <MaskLayer frame={frame} visible={visible} />}
      {isOn && (
        <svg width={size.widthPx} height={size.heightPx} aria-hidden className={classes['boxes']}>
          {boxed.map((object) => (
            <Frame key={object.objectIndex} object={object} scale={scale} isDrawn={shape === 'boxes'} />
          ))}
        </svg>
      )}
      {isOn && (
        <ProjectedOverlay frame={frame} size={size} visible={visible} seen={seen} hasBoxes={shape === 'solid'} hasMarks={hasMarks} />
      )}
      {isOn && hasNames && <Names objects={boxed} scale={scale} size={{ widthPx: size.widthPx, heightPx: heightPx * scale }} />}
      {isOn && unboxed.length > 0 && (
        <div className={classes['inView']}>
          {unboxed.map(({ objectIndex, name, color, fraction }) => (
            <span key={objectIndex}>
              <i className={classes['dot']} style={{ background: color }} />
              {name} {(100 * fraction).toFixed(1)} %
            </span>
          ))}
        </div>
      )}
    </div>
  );
}

/** The 2-D box of an object. It takes the pointer also where it is not drawn: what it holds is pointed at and picked in every panel. */
function Frame({ object, scale, isDrawn }: { readonly object: VisibleObject; readonly scale: number; readonly isDrawn: boolean }) {
  const { objectIndex, color, isOfQuestion, isPicked, box } = object;
  if (box === null) return null;
  const [left, top, right, bottom] = box;
  const place = { x: left * scale, y: top * scale, width: (right - left + 1) * scale, height: (bottom - top + 1) * scale };
  return (
    <g data-object={objectIndex}>
      {isDrawn && (
        <>
          <rect {...place} fill="none" stroke="#000" strokeOpacity={0.55} strokeWidth={isOfQuestion || isPicked ? 4 : 2.5} />
          <rect {...place} fill="none" stroke={color} strokeWidth={isPicked ? 3 : isOfQuestion ? 2 : 1} />
        </>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard objects are picked in their list */}
      <rect
        {...place}
        className={classes['hit']}
        onPointerEnter={() => useReview.setState({ hovered: objectIndex })}
        onPointerLeave={() => useReview.setState({ hovered: null })}
        onClick={() => useReview.setState(({ highlighted }) => ({ highlighted: highlighted === objectIndex ? null : objectIndex }))}
      />
    </g>
  );
}

/** Names at the upper edges of the boxes; those of other objects only where there is room. */
function Names(props: {
  readonly objects: readonly VisibleObject[];
  readonly scale: number;
  readonly size: { readonly widthPx: number; readonly heightPx: number };
}) {
  const { objects, scale, size } = props;
  const requests = objects.flatMap(({ objectIndex, name, color, isOfQuestion, isPicked, box }): LabelRequest[] => {
    if (box === null) return [];
    const anchor = [((box[0] + box[2] + 1) / 2) * scale, box[1] * scale + 4] as const;
    return [{ key: String(objectIndex), text: name, anchor, color, kind: isOfQuestion || isPicked ? 'object' : 'thing' }];
  });
  return (
    <svg width={size.widthPx} height={size.heightPx} className={projected['layer']} aria-hidden>
      {placeLabels(requests, [], size).map((label) => (
        <text key={label.key} x={label.x} y={label.y} className={projected['name']} style={{ fill: label.color }}>
          {label.text}
        </text>
      ))}
    </svg>
  );
}
