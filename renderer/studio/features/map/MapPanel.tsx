import { ActionIcon, Loader, SegmentedControl, Tooltip } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus, type TablerIcon } from '@tabler/icons-react';
import { lazy, memo, Suspense, useMemo, useRef } from 'react';
import { floorPlanFromScene } from '../../../../shared/stage/floor-plan.ts';
import { useViewOptions, type ViewOptions } from '../../view-options.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { CameraLayer } from './CameraLayer.tsx';
import { geometryNote } from './geometry-note.ts';
import { Legend } from './Legend.tsx';
import classes from './MapPanel.module.css';
import { ObjectsTable } from './ObjectsTable.tsx';
import { PlanView } from './PlanView.tsx';
import { useViewport } from './use-viewport.ts';

// With everything of Babylon: only when it is looked at.
const HouseView = lazy(async () => ({ default: (await import('../house/HouseView.tsx')).HouseView }));

/** The house from above on the same clock as the video, and its table twin. */
export const MapPanel = memo(function MapPanel() {
  const { scene, detail } = useSubject();
  const note = geometryNote[detail.geometry];
  const tab = useViewOptions((options) => options.mapTab);
  const plan = useMemo(() => floorPlanFromScene(scene), [scene]);
  const element = useRef<HTMLDivElement>(null);
  const viewport = useViewport(element, plan);
  return (
    <section data-tour="map" className={classes['panel']} aria-label="Map">
      <div className={classes['bar']}>
        <SegmentedControl
          aria-label="Map, 3D or list"
          value={tab}
          data={[
            { value: 'map', label: 'Map' },
            { value: 'house', label: '3D' },
            { value: 'objects', label: 'Objects' },
          ]}
          onChange={(mapTab) => useViewOptions.setState({ mapTab: mapTab as ViewOptions['mapTab'] })}
        />
        {tab === 'map' && (
          <div className={classes['zoom']}>
            <MapButton label="Zoom out" icon={IconMinus} onClick={() => viewport.zoom(-1)} />
            <MapButton label="Zoom in" icon={IconPlus} onClick={() => viewport.zoom(1)} />
            <MapButton label="Fit the house" icon={IconFocusCentered} isDisabled={!viewport.isMoved} onClick={viewport.fit} />
          </div>
        )}
      </div>
      <div ref={element} className={classes['body']} hidden={tab !== 'map'}>
        {note !== '' && <p className={classes['note']}>{note}</p>}
        {note === '' && viewport.view.widthPx > 0 && (
          <>
            <PlanView plan={plan} view={viewport.view} onPan={viewport.pan} />
            <CameraLayer view={viewport.view} />
          </>
        )}
        {note === '' && <Legend />}
      </div>
      {tab === 'house' && (
        <Suspense fallback={<Loader size="sm" m="auto" aria-label="Loading the 3D view" />}>
          <HouseView />
        </Suspense>
      )}
      {tab === 'objects' && <ObjectsTable />}
    </section>
  );
});

function MapButton(props: {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}) {
  const Icon = props.icon;
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        aria-label={props.label}
        disabled={props.isDisabled ?? false}
        onMouseDown={(event) => event.preventDefault()}
        onClick={props.onClick}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
