import { useNavigate } from 'react-router';
import { useDraftMeta } from '../draft/index.ts';
import { offsetAt, type Span } from '../rules/structure.ts';
import { useDesigner } from '../shell/designer.ts';
import { ProblemList } from '../shell/ProblemList.tsx';
import type { Opened } from './useProcess.ts';

/** What is wrong with a state or transition, where it is changed. */
export function ProblemsHere({ opened, span }: { opened: Opened; span: Span }) {
  const { path } = useDesigner();
  const navigate = useNavigate();
  const { data } = useDraftMeta();
  const here = (data?.diagnostics ?? []).filter((one) => {
    if (one.file !== opened.path || one.severity === 'info') return false;
    const at = offsetAt(opened.text, one.line, one.column);
    return at >= span.start && at <= span.end;
  });
  if (here.length === 0) return null;
  // One is here already: what is left to lead to is the text itself.
  return <ProblemList here diagnostics={here} onGo={(one) => navigate(path(`rules?file=${encodeURIComponent(one.file)}&line=${one.line}&column=${one.column}`))} />;
}
