import { useTranslation } from '@lowcodecrm/web/i18n';
import { hueOf, Icon } from '@lowcodecrm/web/ui';
import { type Edge, type EdgeChange, Handle, type Node, type NodeChange, type NodeProps, Position } from '@xyflow/react';
import { Flag, Play } from 'lucide-react';
import { useMemo } from 'react';
import { arrow, Graph } from '../parts/Graph.tsx';
import { useRoom } from '../parts/useRoom.ts';
import { kindOf, slaOf } from './edits.ts';
import { layOut, scaleOf, sides } from './layout.ts';
import styles from './Process.module.css';
import type { Selected } from './ProcessPage.tsx';
import type { Opened } from './useProcess.ts';

type StateNode = Node<{ label: string; color?: string; kind: 'initial' | 'final' | 'none' }, 'state'>;

function StateBox({ data }: NodeProps<StateNode>) {
  const { t } = useTranslation('process');
  return (
    <div className={styles.node}>
      <Handle id="left" type="target" position={Position.Left} />
      <Handle id="over" type="target" position={Position.Top} isConnectable={false} className={styles.hidden} />
      <Handle id="beside" type="target" position={Position.Right} isConnectable={false} className={styles.hidden} />
      <Handle id="under" type="target" position={Position.Bottom} isConnectable={false} className={styles.hidden} />
      <Handle id="below" type="source" position={Position.Bottom} isConnectable={false} className={styles.hidden} />
      <span className={styles.dot} style={{ backgroundColor: `var(--${hueOf(data.color)})` }} />
      <span className="one-line">{data.label}</span>
      {data.kind !== 'none' && <Icon of={data.kind === 'initial' ? Play : Flag} size={14} label={t(data.kind)} />}
      <Handle id="right" type="source" position={Position.Right} title={t('draw')} />
    </div>
  );
}

const nodeTypes = { state: StateBox };

/** States and the ways between them; their places follow from the process. A line drawn from one to another is a new transition. */
export function ProcessGraph({ opened, selected, onSelect, onConnect }: { opened: Opened; selected: Selected; onSelect: (selected: Selected) => void; onConnect: (from: string, to: string) => void }) {
  const { t } = useTranslation('process');
  const room = useRoom();
  const { process } = opened;
  const states = process.states.map((state) => state.name.text);
  const ways = process.transitions
    .flatMap((transition) => transition.from.map((from) => ({ name: transition.name.text, from: from.text, to: transition.to.text })))
    .filter(({ from, to }) => states.includes(from) && states.includes(to));
  const shape = JSON.stringify([states, ways.map(({ from, to }) => [from, to])]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out anew when the ways change, not with every word
  const { spots, downwards } = useMemo(() => {
    const [across, down] = [layOut(states, ways), layOut(states, ways, true)];
    // Across as one reads it, unless downwards it can be read better.
    const downwards = scaleOf(down, room) > scaleOf(across, room);
    return { spots: downwards ? down : across, downwards };
  }, [shape, room]);
  const drawn: StateNode[] = process.states.map((state) => ({
    id: state.name.text,
    type: 'state',
    position: spots.get(state.name.text)!,
    draggable: false,
    selected: selected?.kind === 'state' && selected.name === state.name.text,
    ariaLabel: t(`stateNamed.${kindOf(state)}`, { state: opened.stateLabel(state.name.text) }),
    data: { label: opened.stateLabel(state.name.text), color: opened.stateColor(state.name.text), kind: kindOf(state) },
  }));
  const slas = new Map(process.transitions.map((transition) => [transition.name.text, slaOf(transition)]));
  const edges: Edge[] = ways.map((way) => {
    const ends = sides(spots.get(way.from)!, spots.get(way.to)!, downwards);
    const chosen = selected?.kind === 'transition' && selected.name === way.name;
    return {
      id: `${way.name}:${way.from}`,
      source: way.from,
      target: way.to,
      ...ends,
      ...((ends.targetHandle === 'under' || ends.targetHandle === 'beside') && { type: 'smoothstep', pathOptions: { offset: 32, borderRadius: 16 } }),
      selected: chosen,
      label: [opened.transitionLabel(way.name), slas.get(way.name)].filter(Boolean).join(' · '),
      ariaLabel: t('transitionNamed', { transition: opened.transitionLabel(way.name), from: opened.stateLabel(way.from), to: opened.stateLabel(way.to) }),
      markerEnd: arrow(chosen ? 'var(--accent)' : undefined),
    };
  });
  const onNodes = (changes: NodeChange<StateNode>[]) => {
    const chosen = changes.find((change) => change.type === 'select' && change.selected);
    if (chosen?.type === 'select') onSelect({ kind: 'state', name: chosen.id });
  };
  const onEdges = (changes: EdgeChange[]) => {
    const chosen = changes.find((change) => change.type === 'select' && change.selected);
    if (chosen?.type === 'select') onSelect({ kind: 'transition', name: chosen.id.slice(0, chosen.id.lastIndexOf(':')) });
  };
  return (
    <Graph
      drawn={drawn}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodes}
      onEdgesChange={onEdges}
      onPaneClick={() => onSelect(null)}
      onConnect={onConnect}
      nodesDraggable={false}
      fitViewOptions={{ minZoom: 0.5, maxZoom: 1, padding: 0.15 }}
      say={{ node: t('nodeHelp'), edge: t('nodeHelp'), help: t('help') }}
    />
  );
}
