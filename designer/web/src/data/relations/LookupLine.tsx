import { BaseEdge, type Edge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { type Spot, trace } from './layout.ts';

export type LookupEdge = Edge<{ way: Spot[]; start: Spot; end: Spot }, 'lookup'>;

/** A lookup: along the way that was laid out for it, straight across where a box was moved by hand, a loop over its own entity. */
export function LookupLine(props: EdgeProps<LookupEdge>) {
  const { sourceX, sourceY, targetX, targetY, data } = props;
  const start = { x: sourceX, y: sourceY };
  const end = { x: targetX, y: targetY };
  const { path, middle } = props.source === props.target ? loop(start, end) : data && isNear(start, data.start) && isNear(end, data.end) && end.x < start.x ? trace([start, ...data.way, end]) : across(props);
  return <BaseEdge id={props.id} path={path} label={props.label} labelX={middle.x} labelY={middle.y} labelBgPadding={[4, 2]} markerEnd={props.markerEnd} />;
}

const rise = 40;

function loop(start: Spot, end: Spot) {
  const top = Math.min(start.y, end.y) - rise;
  return {
    path: `M${start.x},${start.y} C${start.x - 32},${start.y} ${start.x - 32},${top} ${start.x + 24},${top} L${end.x - 8},${top} C${end.x + 18},${top} ${end.x + 24},${end.y} ${end.x},${end.y}`,
    middle: { x: (start.x + end.x) / 2, y: top },
  };
}

function across(props: EdgeProps<LookupEdge>) {
  const [path, x, y] = getBezierPath(props);
  return { path, middle: { x, y } };
}

const isNear = (a: Spot, b: Spot) => Math.abs(a.x - b.x) < 12 && Math.abs(a.y - b.y) < 12;
