import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { type Palette, variablesOf } from '@lowcodecrm/web/theme';
import { Button, Checkbox, Chip, EntityIcon, Field, Input, Tabs } from '@lowcodecrm/web/ui';
import { Plus } from 'lucide-react';
import { type CSSProperties, useState } from 'react';
import styles from './Look.module.css';

/** The app's own parts in both schemes, side by side, as the theme makes them. */
export function LookPreview({ palette, font, logo }: { palette: Palette | null; font: string; logo: string | undefined }) {
  const { t } = useTranslation('look');
  return (['light', 'dark'] as const).map((scheme) => {
    const style = { colorScheme: scheme, ...(palette && variablesOf(palette)), ...(font && { '--font': font }) } as CSSProperties;
    return (
      <section key={scheme} className={styles.scheme} style={style} aria-label={t(scheme)}>
        <h2>{t(scheme)}</h2>
        <Sample logo={logo} />
      </section>
    );
  });
}

function Sample({ logo }: { logo: string | undefined }) {
  const { t } = useTranslation('look');
  const { meta, text } = useApp();
  const [tab, setTab] = useState('0');
  const entities = meta.navigation.flatMap((group) => group.items).flatMap((name) => meta.entities.find((one) => one.name === name) ?? []);
  const first = entities[0];
  const choices = meta.entities.flatMap((entity) => entity.fields).filter((field) => field.type === 'choice' && (field.options?.length ?? 0) > 2);
  const options = (choices.find((field) => field.options?.every((option) => option.color)) ?? choices[0])?.options ?? [];
  return (
    <div className={styles.sample}>
      <div className={styles.side}>
        <strong className={styles.app}>
          {logo && <img src={logo} alt="" />}
          <span className="one-line">{text(meta.title)}</span>
        </strong>
        {entities.slice(0, 6).map((entity, i) => (
          <span key={entity.name} className={styles.nav} data-active={i === 0 || undefined}>
            <EntityIcon entity={entity} />
            <span className="one-line">{text(entity.plural)}</span>
          </span>
        ))}
      </div>
      <div className={styles.sheet}>
        <Tabs
          label={t('preview')}
          active={tab}
          onActive={setTab}
          tabs={[
            { key: '0', label: t('sampleTab', { n: 1 }) },
            { key: '1', label: t('sampleTab', { n: 2 }) },
          ]}
        />
        <div className={styles.line}>
          <Button kind="primary" icon={Plus}>
            {t('sampleButton')}
          </Button>
          <Button>{t('sampleButton2')}</Button>
          <Button kind="link">{t('sampleLink')}</Button>
        </div>
        <Field label={first ? text(first.label) : t('sampleField')}>{(control) => <Input {...control} value={t('sampleText')} onValue={() => undefined} />}</Field>
        <Checkbox checked onChecked={() => undefined}>
          {t('sampleCheck')}
        </Checkbox>
        <div className={styles.line}>
          {options.slice(0, 5).map((option) => (
            <Chip key={option.value} color={option.color}>
              {text(option.label)}
            </Chip>
          ))}
        </div>
        <p className={styles.chosen}>{t('sampleChosen')}</p>
      </div>
    </div>
  );
}
