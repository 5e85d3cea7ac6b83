import { lazy, Suspense } from 'react';
import type { EntityMeta, Meta } from '../../api/meta.ts';
import type { RecordData } from '../../api/records.ts';

export type CreateDialogProps = {
  meta: Meta;
  entity: EntityMeta /** What was typed before: its name to begin with. */;
  typed?: string;
  given?: Record<string, unknown>;
  onClose: () => void;
  onCreated: (record: RecordData) => void;
};

const Loaded = lazy(() => import('./CreateDialog.tsx'));

/** A form over the page, loaded when the first is opened. */
export const CreateDialog = (props: CreateDialogProps) => (
  <Suspense>
    <Loaded {...props} />
  </Suspense>
);
