import { Button } from '@lowcodecrm/web/ui';
import { Wrench } from 'lucide-react';
import { useState } from 'react';
import type { Diagnostic } from '../draft/index.ts';
import { useFix } from './useFix.ts';

/** What the engine proposes against a problem, each a press away. */
export function Fixes({ of, most, onFixed }: { of: Diagnostic; most?: number; onFixed?: () => void }) {
  const fix = useFix();
  const [busy, setBusy] = useState<string | null>(null);
  const apply = async (title: string) => {
    setBusy(title);
    await fix(of, title).catch(() => {});
    setBusy(null);
    onFixed?.();
  };
  return (of.fixes ?? []).slice(0, most).map(({ title }) => (
    <Button key={title} kind="text" size="small" icon={Wrench} busy={busy === title} onClick={() => void apply(title)}>
      {title}
    </Button>
  ));
}
