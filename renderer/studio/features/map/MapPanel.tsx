import { Loader, SegmentedControl } from '@mantine/core';
import { lazy, memo, Suspense, useMemo, useRef } from 'react';
import { floorPlanFromScene } from '../../../../shared/stage/floor-plan.ts';
import { leaveAfterClick } from '../../../ui/leave-after-click.ts';
import { useViewOptions, type ViewOptions } from '../../view-options.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { CameraLayer } from './CameraLayer.tsx';
import { CoverageLayer } from './CoverageLayer.tsx';
import { geometryNote } from './geometry-note.ts';
import { Legend } from './Legend.tsx';
import { MapButtons } from './MapButtons.tsx';
import classes from './MapPanel.module.css';
import { ObjectsTable } from './ObjectsTable.tsx';
import { PlanView } from './PlanView.tsx';
import { useViewport } from './use-viewport.ts';

// With everything of Babylon: only when it is looked at.
const HouseView = lazy(async () => ({ default: (await import('../house/HouseView.tsx')).HouseView }));

/** The house from above on the same clock as the video, and its table twin. */
export const MapPanel = memo(function MapPanel() {
  const { scene, trajectory, detail } = useSubject();
  const note = geometryNote[detail.geometry];
  const tab = useViewOptions((options) => options.mapTab);
  const hasCoverage = useViewOptions((options) => options.hasCoverage);
  const plan = useMemo(() => floorPlanFromScene(scene), [scene]);
  const element = useRef<HTMLDivElement>(null);
  const { view, isMoved, controls } = useViewport(element, plan, tab === 'map');
  return (
    <section data-tour="map" className={classes['panel']} aria-label="Map">
      <div className={classes['bar']}>
        <Tabs tab={tab} />
        {tab === 'map' && (
          <MapButtons controls={controls} isMoved={isMoved} hasPoses={trajectory.poses.length > 0} hasRooms={scene.rooms.length > 0} />
        )}
      </div>
      <div ref={element} className={classes['body']} hidden={tab !== 'map'}>
        {note !== '' && <p className={classes['note']}>{note}</p>}
        {note === '' && view.widthPx > 0 && (
          <>
            <PlanView plan={plan} view={view} onPan={controls.pan} />
            {hasCoverage && <CoverageLayer plan={plan} view={view} />}
            <CameraLayer plan={plan} view={view} />
          </>
        )}
        {note === '' && <Legend />}
      </div>
      {tab === 'house' && note !== '' && <p className={classes['note']}>{note}</p>}
      {tab === 'house' && note === '' && (
        <Suspense fallback={<Loader size="sm" m="auto" aria-label="Loading the 3D view" />}>
          <HouseView key={scene.id} />
        </Suspense>
      )}
      {tab === 'objects' && <ObjectsTable />}
    </section>
  );
});

const Tabs = memo(function Tabs({ tab }: { readonly tab: ViewOptions['mapTab'] }) {
  return (
    <SegmentedControl
      aria-label="Map, 3D or list"
      value={tab}
      data={[
        { value: 'map', label: 'Map' },
        { value: 'house', label: '3D' },
        { value: 'objects', label: 'Objects' },
      ]}
      onClick={leaveAfterClick}
      onChange={(mapTab) => useViewOptions.setState({ mapTab: mapTab as ViewOptions['mapTab'] })}
    />
  );
});
