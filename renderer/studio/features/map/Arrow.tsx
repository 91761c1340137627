import classes from './MapPanel.module.css';

/** An arrow head whose tip is at (x, y), pointing towards a bearing (0 up, clockwise). */
export function Arrow(props: { readonly x: number; readonly y: number; readonly towardsDeg: number; readonly isLarge?: boolean }) {
  const shape = props.isLarge ? 'M0 0 L-5.5 11 L5.5 11 Z' : 'M0 0 L-4.5 9 L4.5 9 Z';
  return <path d={shape} transform={`translate(${props.x} ${props.y}) rotate(${props.towardsDeg})`} className={classes['arrow']} />;
}
