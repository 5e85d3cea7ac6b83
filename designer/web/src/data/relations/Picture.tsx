import { useTranslation } from '@lowcodecrm/web/i18n';
import { EntityIcon } from '@lowcodecrm/web/ui';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { asText, type EntityDraft, labelOf, useDraft } from '../../draft/index.ts';
import { arrow, Graph } from '../../parts/Graph.tsx';
import { useDesigner } from '../../shell/designer.ts';
import { type LookupEdge, LookupLine } from './LookupLine.tsx';
import { box, layOut } from './layout.ts';
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
const edgeTypes = { lookup: LookupLine };

/** Entities and the lookups between them. Drawing a line from one to another makes a lookup. */
export function Picture({ entities, onConnect }: { entities: EntityDraft[]; onConnect: (from: string, to: string) => void }) {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const lookups = entities.flatMap((entity) =>
    entity.fields
      .filter((field) => (field.type === 'lookup' || field.type === 'manyToMany') && entities.some((one) => one.name === field.target))
      .map((field) => ({ id: `${entity.name}.${field.name}`, from: entity.name, to: field.target!, field: field.name, label: labelOf(store, field.value, i18n.language, field.name) })),
  );
  const shape = JSON.stringify([entities.map((entity) => entity.name), lookups.map(({ id, to, label }) => [id, to, label])]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out anew when what is related to what changes, not with every text
  const { spots, ways } = useMemo(
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
  const edges: LookupEdge[] = lookups.map((one) => ({
    id: one.id,
    type: 'lookup',
    source: one.from,
    target: one.to,
    label: one.label,
    ariaLabel: t('lookupEdge', { from: one.from, to: one.to, field: one.label }),
    markerEnd: arrow(),
    data: { way: ways.get(one.id) ?? [], start: side(spots.get(one.from)!, 0), end: side(spots.get(one.to)!, box.width) },
  }));
  return (
    <Graph
      drawn={drawn}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onConnect={onConnect}
      onNodeDoubleClick={(_, node) => navigate(path(`data/${encodeURIComponent(node.id)}`))}
      onEdgeClick={(_, edge) => navigate(path(`data/${encodeURIComponent(edge.source)}?field=${encodeURIComponent(edge.id.slice(edge.source.length + 1))}`))}
      fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
      say={{ node: t('nodeHelp'), edge: t('edgeHelp'), help: t('pictureHelp') }}
    />
  );
}

const side = ({ x, y }: { x: number; y: number }, right: number) => ({ x: x + right, y: y + box.height / 2 });
