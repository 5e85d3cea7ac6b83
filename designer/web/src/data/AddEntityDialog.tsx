import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, Field, Input } from '@lowcodecrm/web/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { change, entitiesOf, freeName, isName, nameFrom, useDraft } from '../draft/index.ts';
import { ColorPicker } from '../parts/ColorPicker.tsx';
import { IconPicker } from '../parts/IconPicker.tsx';
import { useDesigner } from '../shell/designer.ts';
import { addEntity } from './actions.ts';
import styles from './Data.module.css';
import { LabelFields, nameSource } from './LabelFields.tsx';

/** A new kind of record: what it is called, and how it is told apart at a glance. */
export function AddEntityDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('data');
  const { store } = useDraft();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const [labels, setLabels] = useState<Record<string, string>>({});
  const [typed, setTyped] = useState<string | null>(null);
  const [icon, setIcon] = useState('table');
  const [color, setColor] = useState('blue');
  const [tried, setTried] = useState(false);
  const taken = entitiesOf(store).map((entity) => entity.name);
  const source = nameSource(labels);
  const name = typed ?? (source ? freeName(nameFrom(source, 'entity'), taken, 'entity') : '');
  const wrongName = !name ? null : !isName(name) ? t('problems.name') : freeName(name, taken, 'entity') !== name ? t('problems.taken') : null;
  const submit = () => {
    setTried(true);
    if (!source || wrongName) return;
    change(store, t('addedEntity', { entity: source }), (edits) => addEntity(edits, store, { name, labels, plurals: {}, icon, color }));
    onClose();
    navigate(path(`data/${encodeURIComponent(name)}`));
  };
  return (
    <Dialog title={t('addEntity')} onClose={onClose} dirty={source !== ''} submit={{ label: t('add'), onSubmit: submit }}>
      <div className={styles.form}>
        <LabelFields labels={labels} onLabels={setLabels} errors={tried && !source ? t('problems.label') : undefined} />
        <Field label={t('name')} hint={t('nameHint')} error={wrongName}>
          {(control) => <Input {...control} value={name} spellCheck={false} onValue={setTyped} />}
        </Field>
        <Field label={t('icon')}>{() => <IconPicker name="new-icon" label={t('icon')} value={icon} onValue={setIcon} />}</Field>
        <Field label={t('color')}>{() => <ColorPicker name="new-color" label={t('color')} value={color} onValue={setColor} />}</Field>
      </div>
    </Dialog>
  );
}
