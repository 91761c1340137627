import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Scene } from '../../../../shared/model/scene.ts';
import { floorPlanFromScene } from '../../../../shared/stage/floor-plan.ts';
import { FloorLayer } from '../map/FloorLayer.tsx';
import mapClasses from '../map/MapPanel.module.css';
import { roomName } from '../map/room-name.ts';
import { fitViewport, projectPlan } from '../map/viewport.ts';

/** A house from above, fitted to its place. */
export function PreviewMap({ scene }: { readonly scene: Scene }) {
  const element = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ widthPx: 0, heightPx: 0 });
  const plan = useMemo(() => floorPlanFromScene(scene), [scene]);
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const observer = new ResizeObserver(() => setSize({ widthPx: target.clientWidth, heightPx: target.clientHeight }));
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  const view = fitViewport(plan.minM, plan.maxM, size.widthPx, size.heightPx);
  const rooms = scene.rooms.map(({ roomType }) => roomName(roomType).toLowerCase()).join(', ');
  return (
    <div ref={element} className={mapClasses['body']}>
      {size.widthPx > 0 && (
        <svg width={size.widthPx} height={size.heightPx} role="img" aria-label={`Map of the house: ${rooms}`} data-scene={scene.id}>
          <FloorLayer plan={plan} view={view} />
          {plan.rooms.map(({ id, roomType, labelM }) => {
            const [x, y] = projectPlan(view, labelM);
            return (
              <text key={id} x={x} y={y} className={mapClasses['roomLabel']}>
                {roomName(roomType)}
              </text>
            );
          })}
        </svg>
      )}
    </div>
  );
}
