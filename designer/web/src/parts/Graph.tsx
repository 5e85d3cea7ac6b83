import '@xyflow/react/dist/style.css';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { Background, Controls, type Edge, MarkerType, type Node, ReactFlow, type ReactFlowProps, useNodesState, useReactFlow, useStore } from '@xyflow/react';
import { type ReactNode, useEffect } from 'react';
import styles from './Graph.module.css';

type Props<N extends Node, E extends Edge> = Omit<ReactFlowProps<N, E>, 'nodes' | 'onNodesChange' | 'onConnect'> & {
  /** As they are to be drawn now. Where somebody moved one on the screen, it stays there until what is drawn changes. */
  drawn: N[];
  onNodesChange?: ReactFlowProps<N, E>['onNodesChange'];
  onConnect: (from: string, to: string) => void;
  /** What is said of a node and of a line to who cannot see them, and how to draw to who can. */
  say: { node: string; edge: string; help: ReactNode };
};

/** Boxes and the lines between them: a line drawn from one to another is a new one. */
export function Graph<N extends Node, E extends Edge = Edge>({ drawn, onNodesChange, onConnect, say, ...rest }: Props<N, E>) {
  const { t } = useTranslation('data');
  const [nodes, setNodes, onMoved] = useNodesState(drawn);
  const key = JSON.stringify(drawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what is drawn
  useEffect(() => setNodes((before) => drawn.map((node) => ({ ...before.find((one) => one.id === node.id), ...node }))), [key]);
  return (
    <div className={styles.graph}>
      <ReactFlow
        nodes={nodes}
        onNodesChange={(changes) => {
          onMoved(onNodesChange ? changes.filter((change) => change.type !== 'select') : changes);
          onNodesChange?.(changes);
        }}
        onConnect={({ source, target }) => onConnect(source, target)}
        deleteKeyCode={null}
        fitView
        minZoom={0.3}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'node.a11yDescription.default': say.node,
          'edge.a11yDescription.default': say.edge,
          'controls.ariaLabel': t('zoom'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
          'controls.fitView.ariaLabel': t('fit'),
        }}
        {...rest}
      >
        <Background color="var(--line)" />
        <Controls showInteractive={false} />
        <Fitted of={drawn.map((node) => `${node.id} ${node.position.x} ${node.position.y}`).join()} options={rest.fitViewOptions} />
      </ReactFlow>
      <p className={styles.help}>{say.help}</p>
    </div>
  );
}

/** Keeps all of it in sight: when it is laid out anew, and when the room for it changes. */
function Fitted({ of, options }: { of: string; options: ReactFlowProps['fitViewOptions'] }) {
  const { fitView } = useReactFlow();
  const room = useStore((state) => `${state.width}x${state.height}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what it is fitted to
  useEffect(() => {
    const frame = requestAnimationFrame(() => void fitView(options));
    return () => cancelAnimationFrame(frame);
  }, [of, room]);
  return null;
}

/** The head of a line, in its colour. */
export const arrow = (color = 'var(--text3)') => ({ type: MarkerType.ArrowClosed, color });
