import { useTranslation } from '@lowcodecrm/web/i18n';
import { titleOf, useApp } from '@lowcodecrm/web/shell';
import { Button, Dialog, Icon, Menu, SearchInput, SkeletonRows } from '@lowcodecrm/web/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronDown, Eye } from 'lucide-react';
import { useState } from 'react';
import styles from './PreviewHead.module.css';
import { type Preview, searchRecords } from './usePreview.ts';

/** With which record and as whom the form is looked at. */
export function PreviewHead({ preview, role, onRole }: { preview: Preview; role: string | null; onRole: (role: string | null) => void }) {
  const { t, i18n } = useTranslation('forms');
  const { meta, text } = useApp();
  const [choosing, setChoosing] = useState(false);
  const { record, live } = preview;
  const roles = meta.roles;
  const shown = roles.find((one) => one.name === role);
  return (
    <>
      <p className={styles.chip}>
        <Icon of={Eye} size={14} />
        <span className="one-line">{record && live ? t('liveData', { record: titleOf(live, record, i18n.language) }) : t(preview.known ? 'sampleData' : 'sampleMeanwhile')}</span>
        {record && (
          <Button kind="link" onClick={() => setChoosing(true)}>
            {t('change')}
          </Button>
        )}
      </p>
      {roles.length > 0 && (
        <Menu
          label={t('asRole')}
          items={[
            { key: '', label: t('asAdministrator'), checked: role === null, onSelect: () => onRole(null) },
            ...roles.map((one) => ({ key: one.name, label: t('as', { role: text(one.label) }), checked: role === one.name, onSelect: () => onRole(one.name) })),
          ]}
        >
          {(trigger) => (
            <button type="button" className={styles.role} {...trigger}>
              {shown ? t('as', { role: text(shown.label) }) : t('asAdministrator')}
              <Icon of={ChevronDown} size={14} />
            </button>
          )}
        </Menu>
      )}
      {choosing && live && (
        <ChooseRecord
          preview={preview}
          onClose={() => setChoosing(false)}
          onChoose={(id) => {
            preview.choose(id);
            setChoosing(false);
          }}
        />
      )}
    </>
  );
}

function ChooseRecord({ preview, onClose, onChoose }: { preview: Preview; onClose: () => void; onChoose: (id: string) => void }) {
  const { t, i18n } = useTranslation('forms');
  const { name: app } = useApp();
  const [typed, setTyped] = useState('');
  const live = preview.live!;
  const found = useQuery({ queryKey: ['design', app, 'preview-search', live.name, typed], queryFn: ({ signal }) => searchRecords(app, live, typed, signal), placeholderData: keepPreviousData });
  return (
    <Dialog title={t('chooseRecord')} onClose={onClose}>
      <SearchInput value={typed} onSearch={setTyped} label={t('findRecord')} autoFocus />
      {found.data ? (
        <ul className={styles.records}>
          {found.data.value.map((record) => (
            <li key={record.id}>
              <button type="button" aria-current={record.id === preview.record?.id || undefined} onClick={() => onChoose(record.id)}>
                {titleOf(live, record, i18n.language)}
              </button>
            </li>
          ))}
          {found.data.value.length === 0 && <li className={styles.none}>{t('nothingFound', { typed })}</li>}
        </ul>
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Dialog>
  );
}
