import { useNavigate } from 'react-router';
import { useApp } from '../../shell/app.ts';
import { paths } from '../../shell/paths.ts';
import { useShortcut } from '../../ui/keys.ts';
import type { RecordContext } from '../context.ts';
import { useWalk } from './useWalk.ts';

/** E or F2 edits, [ ] and J K walk, M moves the stage, Escape goes back. */
export function useRecordKeys({ entity, record, inPlace, stage }: RecordContext) {
  const { name: app } = useApp();
  const navigate = useNavigate();
  const walk = useWalk(entity, record);
  useShortcut(['[', 'k'], () => walk.go(-1));
  useShortcut([']', 'j'], () => walk.go(1));
  useShortcut(['e', 'F2'], () => {
    const property = document.activeElement?.closest<HTMLElement>('[data-editable]')?.dataset.editable;
    if (property) inPlace.begin(property);
    else void navigate(`${paths.record(app, entity.name, record.id)}/edit`);
  });
  useShortcut('m', () => {
    const anchor = document.querySelector<HTMLElement>('[data-state][aria-current] > *');
    if (!stage.process || !anchor) return false;
    stage.openMenu(anchor);
    return true;
  });
  useShortcut('Escape', () => {
    if (inPlace.editing !== null || document.querySelector('[role=menu], [role=dialog]')) return false;
    void navigate(walk.from ?? paths.list(app, entity.name));
    return true;
  });
}
