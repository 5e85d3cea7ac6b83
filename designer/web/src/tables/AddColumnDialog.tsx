import { useTranslation } from '@lowcodecrm/web/i18n';
import { Dialog, Field, Input, Select } from '@lowcodecrm/web/ui';
import { useState } from 'react';

const types = ['text', 'int', 'decimal', 'money', 'date', 'bool'];

/** What a table is asked besides: a name and what kind of value it is. */
export function AddColumnDialog({ taken, onClose, onAdd }: { taken: string[]; onClose: () => void; onAdd: (name: string, type: string) => void }) {
  const { t } = useTranslation('tables');
  const [name, setName] = useState('');
  const [type, setType] = useState('text');
  const [tried, setTried] = useState(false);
  const typed = name.normalize('NFC').trim();
  const problem = !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(typed) ? t('nameWrong') : taken.includes(typed) ? t('nameTaken') : null;
  return (
    <Dialog title={t('addColumn')} onClose={onClose} dirty={name !== ''} submit={{ label: t('add'), onSubmit: () => (problem ? setTried(true) : onAdd(typed, type)) }}>
      <Field label={t('name')} required error={tried ? problem : null}>
        {(control) => <Input {...control} autoFocus value={name} onValue={setName} />}
      </Field>
      <Field label={t('type')} hint={t('columnHint')}>
        {(control) => <Select {...control} value={type} options={types.map((one) => ({ value: one, label: t(`types.${one}`) }))} onValue={(next) => next && setType(next)} />}
      </Field>
    </Dialog>
  );
}
