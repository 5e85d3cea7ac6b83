import '@xyflow/react/dist/style.css';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { EntityIcon } from '@lowcodecrm/web/ui';
import { Background, Controls, type Edge, Handle, MarkerType, type Node, type NodeProps, Position, ReactFlow, useNodesState } from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { asText, type EntityDraft, labelOf, useDraft } from '../../draft/index.ts';
import { useDesigner } from '../../shell/designer.ts';
import { layOut } from './layout.ts';
import styles from './Relations.module.css';

type EntityNode = Node<{ label: string; name: string; icon?: string; color?: string; fields: number }, 'entity'>;

function EntityBox({ data }: NodeProps<EntityNode>) {
  const { t } = useTranslation('data');
  return (
    <div className={styles.node}>
      <Handle type="target" position={Position.Right} />
      <EntityIcon entity={data} />
      <span className="one-line">{data.label}</span>
      <span className={styles.count}>{t('fieldCount', { count: data.fields })}</span>
      <Handle type="source" position={Position.Left} title={t('drawLookup')} />
    </div>
  );
}

const nodeTypes = { entity: EntityBox };

/** Entities and the lookups between them. Drawing a line from one to another makes a lookup. */
export function Picture({ entities, onConnect }: { entities: EntityDraft[]; onConnect: (from: string, to: string) => void }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const lookups = entities.flatMap((entity) =>
    entity.fields
      .filter((field) => (field.type === 'lookup' || field.type === 'manyToMany') && entities.some((one) => one.name === field.target))
      .map((field) => ({ from: entity.name, to: field.target!, field: field.name, label: labelOf(store, field.value, i18n.language, field.name) })),
  );
  const shape = JSON.stringify([entities.map((entity) => entity.name), lookups.map(({ from, to }) => [from, to])]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out anew when what is related to what changes, not with every text
  const spots = useMemo(
    () =>
      layOut(
        entities.map((entity) => entity.name),
        lookups,
      ),
    [shape],
  );
  const drawn: EntityNode[] = entities.map((entity) => ({
    id: entity.name,
    type: 'entity',
    position: spots.get(entity.name)!,
    ariaLabel: labelOf(store, entity.value, i18n.language, entity.name),
    data: { name: entity.name, label: labelOf(store, entity.value, i18n.language, entity.name), icon: asText(entity.crm.icon), color: asText(entity.crm.color), fields: entity.fields.length },
  }));
  const [nodes, setNodes, onNodesChange] = useNodesState(drawn);
  const key = JSON.stringify(drawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what is drawn
  useEffect(() => setNodes(drawn), [key]);
  const edges: Edge[] = lookups.map((one) => ({
    id: `${one.from}.${one.field}`,
    source: one.from,
    target: one.to,
    label: one.label,
    ariaLabel: t('lookupEdge', { from: one.from, to: one.to, field: one.label }),
    markerEnd: { type: MarkerType.ArrowClosed, color: 'var(--text3)' },
  }));
  return (
    <div className={styles.picture}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        onConnect={({ source, target }) => onConnect(source, target)}
        onNodeDoubleClick={(_, node) => navigate(path(`data/${encodeURIComponent(node.id)}`))}
        onEdgeClick={(_, edge) => navigate(path(`data/${encodeURIComponent(edge.source)}?field=${encodeURIComponent(edge.id.slice(edge.source.length + 1))}`))}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
        minZoom={0.3}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          'node.a11yDescription.default': t('nodeHelp'),
          'edge.a11yDescription.default': t('edgeHelp'),
          'controls.ariaLabel': t('zoom'),
          'controls.zoomIn.ariaLabel': t('zoomIn'),
          'controls.zoomOut.ariaLabel': t('zoomOut'),
          'controls.fitView.ariaLabel': t('fit'),
        }}
      >
        <Background color="var(--line)" />
        <Controls showInteractive={false} />
      </ReactFlow>
      <p className={styles.help}>{t('pictureHelp')}</p>
    </div>
  );
}
