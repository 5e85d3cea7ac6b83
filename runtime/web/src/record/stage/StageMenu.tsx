import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { MoveMenu } from '../../kanban/MoveMenu.tsx';
import { useRecordPage } from '../context.ts';

const MoveDialog = lazy(() => import('../../kanban/MoveDialog.tsx').then((m) => ({ default: m.MoveDialog })));

/** `M`: the states to choose from, and what the chosen one asks for. */
export function StageMenu() {
  const { t } = useTranslation('record');
  const { entity, record, stage } = useRecordPage();
  const states = stage.process?.states.map((one) => one.value) ?? [];
  return (
    <>
      {stage.menuAt && (
        <MoveMenu
          anchor={stage.menuAt}
          columns={states.map((value) => ({ value, label: stage.labelOf(value), filter: '', count: 0 }))}
          from={stage.state}
          refusal={(to) => (stage.ways.some((way) => way.to === to) ? undefined : t('stage.noWay', { from: stage.labelOf(stage.state), to: stage.labelOf(to) }))}
          onMove={(to) => {
            stage.menuAt?.focus();
            stage.closeMenu();
            if (to !== null) stage.move(to);
          }}
          onClose={() => {
            stage.menuAt?.focus();
            stage.closeMenu();
          }}
        />
      )}
      {stage.asking && (
        <Suspense>
          <MoveDialog entity={entity} record={record} title={stage.asking.label} need={stage.asking} onMove={(values) => stage.take(stage.asking!, values)} onClose={stage.dismiss} />
        </Suspense>
      )}
    </>
  );
}
