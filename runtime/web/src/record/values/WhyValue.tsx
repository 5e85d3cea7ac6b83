import { CircleHelp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FieldMeta, fieldOf } from '../../api/meta.ts';
import { Floating } from '../../list/conditions/Floating.tsx';
import { clientRules } from '../../rules/index.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import { Reads } from './Reads.tsx';
import styles from './values.module.css';
import { inWords, readsOf, ruleName } from './words.ts';

/** `?` beside a value that a rule fills: which rule, and what it is worked out from. */
export function WhyValue({ field }: { field: FieldMeta }) {
  const { t } = useTranslation('record');
  const { meta, language, text } = useApp();
  const { entity } = useRecordPage();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const label = t('why.of', { field: text(field.label) });
  const rules = clientRules(meta).entities[entity.name];
  const rule = [...(rules?.computed ?? []), ...(rules?.rollups ?? [])].find((one) => one.field === field.name);
  const reads = rule ? [...readsOf(rule.value)].flatMap((name) => fieldOf(entity, name) ?? []) : [];
  return (
    <>
      <button ref={button} type="button" aria-label={label} aria-expanded={open} className={styles.why} onClick={() => setOpen(!open)}>
        <Icon of={CircleHelp} size={14} />
      </button>
      {open && button.current && (
        <Floating anchor={button.current} label={label} onClose={close}>
          <div className={styles.reason} tabIndex={-1}>
            <p className={styles.reasonHead}>{text(field.label)}</p>
            <p>{t(field.origin === 'rollup' ? 'why.rollup' : field.origin === 'computedOnRead' ? 'why.onRead' : 'why.computed')}</p>
            {rule && (
              <>
                <p className={styles.expression}>
                  {text(field.label)} = {inWords(rule.value, { meta, entity: entity.name, language, t })}
                </p>
                <Reads fields={reads} />
                <p className={styles.rule}>{t('why.rule', { name: ruleName(rule.name, { meta, entity: entity.name, language, t }) })}</p>
              </>
            )}
          </div>
        </Floating>
      )}
    </>
  );
}
