import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Switch } from '@lowcodecrm/web/ui';
import { ArrowRight } from 'lucide-react';
import { useNavigate } from 'react-router';
import { FieldLimits } from '../../data/FieldLimits.tsx';
import { FieldOptions } from '../../data/FieldOptions.tsx';
import { FieldTarget } from '../../data/FieldTarget.tsx';
import { change, type FieldDraft, putRequired, useDraft } from '../../draft/index.ts';
import { useFieldTypes } from '../../parts/fieldTypes.ts';
import { Row, Section } from '../../parts/Settings.tsx';
import { useDesigner } from '../../shell/designer.ts';
import { useDesign } from '../design.ts';
import styles from '../Inspector.module.css';

/** What a field holds, wherever it is shown. */
export function DataTab({ field, name }: { field: FieldDraft | undefined; name: string }) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const { entity, labelOfField } = useDesign();
  const { path } = useDesigner();
  const navigate = useNavigate();
  const type = useFieldTypes().data?.value.find((one) => one.type === field?.type);
  if (!field || !type) return <p className={styles.hint}>{t('systemField')}</p>;
  const canRequire = field.value.type !== 'array' && !['autoNumber', 'childList', 'manyToMany'].includes(field.type);
  return (
    <>
      <Section title={t('tabs.data')}>
        <Row label={t('data:name')}>{(control) => <code id={control.id}>{name}</code>}</Row>
        {canRequire && (
          <Row label={t('always')} hint={t('alwaysHint')}>
            {(control) => <Switch {...control} checked={field.required} onChecked={(on) => change(store, t('changed', { what: labelOfField(name) }), (edits) => putRequired(edits.json(entity.file), name, on))} />}
          </Row>
        )}
        <FieldTarget entity={entity} field={field} type={type} />
        <FieldLimits entity={entity} field={field} type={type} />
      </Section>
      {type.options.includes('x-crm.options') && <FieldOptions entity={entity} field={field} />}
      <Section>
        <div>
          <Button kind="link" icon={ArrowRight} onClick={() => void navigate(path(`data/${encodeURIComponent(entity.name)}?field=${encodeURIComponent(name)}`))}>
            {t('openInData')}
          </Button>
        </div>
      </Section>
    </>
  );
}
