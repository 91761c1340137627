import { memo } from 'react';
import { axisBoxFromOriented, type OrientedBox } from '../../../../shared/geometry/box.ts';
import { isInPicture, type PictureCamera, type PicturePoint, projectVertex } from '../../../../shared/geometry/picture-camera.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { type LabelRequest, type PlacedLabel, placeLabels } from '../map/place-labels.ts';
import { spreadDots } from '../map/spread-dots.ts';
import classes from './Projected.module.css';
import { pathOf, projectBox } from './project-box.ts';
import { type ProjectedMark, type ProjectedShape, projectMarks } from './project-marks.ts';

/** An object to draw over a picture. */
export interface ProjectedObject {
  readonly objectIndex: number;
  readonly box: OrientedBox;
  /** Colour over pictures. */
  readonly color: string;
  /** Null: no name is written. */
  readonly name: string | null;
  readonly hasBox: boolean;
  /** Drawn heavier: the one that is pointed at or picked. */
  readonly isPicked: boolean;
  /** Names of further instances give way where there is no room. */
  readonly isMinor: boolean;
}

/** How strongly a mark is drawn. */
export type MarkWeight = 'full' | 'faint' | 'none';

/** What lies over a picture: boxes, names and marks as its camera sees them. */
export interface ProjectedLayerProps {
  /** In the pixels of the page. */
  readonly camera: PictureCamera;
  readonly objects: readonly ProjectedObject[];
  readonly marks: readonly Mark[];
  /** Height of the floor that marks lie on. */
  readonly floorM: number;
  /** How strongly a mark about these objects (none: about places) is drawn. */
  readonly weightOf: (objectIndices: readonly number[]) => MarkWeight;
  readonly colorOf: (objectIndex: number) => string;
}

/** Draws boxes, names and marks into a picture, with the projection that the picture itself was made by. Its text twin is the list of objects. */
export const ProjectedLayer = memo(function ProjectedLayer(props: ProjectedLayerProps) {
  const { camera, objects, weightOf } = props;
  const marks = projectMarks(props.marks, camera, props.floorM).filter(({ objectIndices }) => weightOf(objectIndices) !== 'none');
  const labels = placeLabels(
    [...objects.flatMap((object) => nameRequests(camera, object)), ...marks.flatMap((mark) => mark.labels)],
    [],
    camera,
  );
  return (
    <svg className={classes['layer']} width={camera.widthPx} height={camera.heightPx} aria-hidden data-testid="projected">
      {objects.map((object) => object.hasBox && <Box key={object.objectIndex} camera={camera} object={object} />)}
      {marks.map((mark) => (
        <g key={mark.key} data-faint={weightOf(mark.objectIndices) === 'faint' || undefined} data-mark={mark.key}>
          {mark.shapes.map((shape, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of one mark never move
            <Shape key={index} shape={shape} />
          ))}
        </g>
      ))}
      <Numbers marks={marks} colorOf={props.colorOf} />
      {labels.map((label) => (
        <Label key={label.key} label={label} />
      ))}
    </svg>
  );
});

function nameRequests(camera: PictureCamera, { objectIndex, box, name, color, isMinor }: ProjectedObject): LabelRequest[] {
  if (name === null || !box.centerM.every(Number.isFinite)) return [];
  const [x, , z] = box.centerM;
  const anchor = projectVertex(camera, [x, axisBoxFromOriented(box).maxM[1], z]);
  if (anchor === null || !isInPicture(camera, anchor, 12)) return [];
  return [{ key: `name ${objectIndex}`, text: name, anchor, color, kind: isMinor ? 'minor' : 'object' }];
}

function Box({ camera, object }: { readonly camera: PictureCamera; readonly object: ProjectedObject }) {
  const d = pathOf(projectBox(camera, object.box));
  return (
    <g data-box={object.objectIndex}>
      <path d={d} className={classes['boxHalo']} />
      <path d={d} className={classes['box']} style={{ stroke: object.color }} data-picked={object.isPicked || undefined} />
    </g>
  );
}

function Shape({ shape }: { readonly shape: ProjectedShape }) {
  switch (shape.kind) {
    case 'area':
      return <polygon points={pointsOf(shape.points)} className={classes[shape.look]} />;
    case 'line':
      return (
        <>
          <polyline points={pointsOf(shape.points)} className={classes['lineHalo']} />
          <polyline points={pointsOf(shape.points)} className={classes[shape.look]} />
        </>
      );
    case 'dot':
      return (
        <circle cx={shape.at[0]} cy={shape.at[1]} r={shape.look === 'end' ? 3.5 : 5} className={classes['dot']} data-look={shape.look} />
      );
    default:
      return null;
  }
}

const numberPx = 9;

/** Numbers of pins and instances, moved apart where they would cover each other. */
function Numbers({ marks, colorOf }: { readonly marks: readonly ProjectedMark[]; readonly colorOf: (objectIndex: number) => string }) {
  const numbers = marks.flatMap(({ shapes }) =>
    shapes.flatMap((shape) => (shape.kind === 'pin' || shape.kind === 'instance' ? [shape] : [])),
  );
  const dots = spreadDots(
    numbers.map(({ at }) => at),
    numberPx + 0.5,
  );
  return numbers.map((number, index) => {
    const { x, y } = dots[index] ?? { x: number.at[0], y: number.at[1] };
    return (
      <g
        key={`${number.kind} ${number.text}`}
        className={classes['number']}
        style={{ color: colorOf(number.objectIndex) }}
        data-full={number.isFull}
      >
        {(x !== number.at[0] || y !== number.at[1]) && <line x1={number.at[0]} y1={number.at[1]} x2={x} y2={y} />}
        <circle cx={x} cy={y} r={numberPx} />
        <text x={x} y={y + 3.8}>
          {number.text}
        </text>
      </g>
    );
  });
}

function Label({ label }: { readonly label: PlacedLabel }) {
  const isName = label.kind === 'object' || label.kind === 'minor';
  return (
    <text
      x={label.x}
      y={label.y}
      className={classes[isName && label.color !== '' ? 'name' : 'note']}
      style={{ fill: label.color || undefined }}
    >
      {label.text}
    </text>
  );
}

function pointsOf(points: readonly PicturePoint[]): string {
  return points.map(([x, y]) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`).join(' ');
}
