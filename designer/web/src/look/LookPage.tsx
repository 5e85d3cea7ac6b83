import { useTranslation } from '@lowcodecrm/web/i18n';
import { paletteOf, parseColor, toHex, toOklch } from '@lowcodecrm/web/theme';
import { Button, EntityIcon, Icon, Segmented, Select } from '@lowcodecrm/web/ui';
import { ImageUp, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { asText, change, Edits, entitiesOf, type Json, labelOf, useDraft } from '../draft/index.ts';
import { ColorPicker } from '../parts/ColorPicker.tsx';
import { Row, Section, TextSetting } from '../parts/Settings.tsx';
import styles from './Look.module.css';
import { LookPreview } from './LookPreview.tsx';

const file = 'theme.json';
const usual = '#2c55c0';
const densities = ['compact', 'default', 'relaxed'] as const;
const largestLogo = 64 * 1024;
/** Letters that Japanese and Latin text read well in; the first is the product's own. */
const fonts: Record<string, string> = {
  sans: '',
  rounded: '"Hiragino Maru Gothic ProN", "M PLUS Rounded 1c", "Segoe UI", "BIZ UDPGothic", "Noto Sans CJK JP", sans-serif',
  ud: '"BIZ UDPGothic", "Segoe UI", "Hiragino Sans", Meiryo, "Noto Sans CJK JP", sans-serif',
  serif: '"Hiragino Mincho ProN", "Noto Serif CJK JP", "Yu Mincho", Georgia, serif',
};

/** What the app looks like: one accent from which the rest follows, its letters, how close rows stand, its mark, and the colours of its entities. */
export default function LookPage() {
  const { t, i18n } = useTranslation('look');
  const { store } = useDraft();
  const theme = store.json(file) ?? {};
  const accent = asText(theme.accent) ?? usual;
  const palette = paletteOf(accent);
  const color = parseColor(accent) ?? toOklch(usual);
  const logo = asText(theme.logo);
  const font = asText(theme.font) ?? '';
  const upload = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const put = (what: string, key: string, value: Json | undefined, merge?: string) =>
    change(
      store,
      t('changed', { what }),
      (edits) => {
        const object = edits.json(file);
        if (value === undefined) delete object[key];
        else object[key] = value;
      },
      merge,
    );
  const setAccent = (text: string) => put(t('accent'), 'accent', text, 'accent');
  const take = async (chosen: File | undefined) => {
    setProblem(null);
    if (!chosen) return;
    if (!/^image\/(png|jpeg|svg\+xml|webp)$/.test(chosen.type) || chosen.size > largestLogo) return setProblem(t('logoLimits', { size: largestLogo / 1024 }));
    const reader = new FileReader();
    reader.onload = () => put(t('logo'), 'logo', String(reader.result));
    reader.readAsDataURL(chosen);
  };
  return (
    <div className={styles.page}>
      <div className={styles.preview}>
        <LookPreview palette={palette} font={font} logo={logo} />
      </div>
      <aside className={styles.settings} aria-label={t('title')}>
        <h1>{t('title')}</h1>
        <Section title={t('accent')}>
          <Row label={t('color')}>{(control) => <input {...control} type="color" className={styles.color} value={toHex(color)} onChange={(e) => setAccent(e.target.value)} />}</Row>
          {(['l', 'c', 'h'] as const).map((part) => (
            <Row key={part} label={t(`parts.${part}`)}>
              {(control) => (
                <input
                  {...control}
                  type="range"
                  className={styles.range}
                  min={0}
                  max={part === 'l' ? 1 : part === 'c' ? 0.3 : 360}
                  step={part === 'h' ? 1 : 0.005}
                  value={color[part]}
                  onChange={(e) => setAccent(toHex({ ...color, [part]: Number(e.target.value) }))}
                />
              )}
            </Row>
          ))}
          <TextSetting label={t('written')} kind="plain" value={accent} problem={(text) => (parseColor(text) ? null : t('noColor'))} onValue={setAccent} />
          {palette && (
            <table className={styles.pairs}>
              <caption className="visually-hidden">{t('contrasts')}</caption>
              <thead>
                <tr>
                  <td />
                  <th scope="col">{t('light')}</th>
                  <th scope="col">{t('dark')}</th>
                </tr>
              </thead>
              <tbody>
                {palette.pairs
                  .filter((pair) => pair.scheme === 'light')
                  .map((pair) => (
                    <tr key={pair.pair}>
                      <th scope="row">{t(`pairs.${pair.pair}`, { least: pair.least })}</th>
                      {(['light', 'dark'] as const).map((scheme) => {
                        const one = palette.pairs.find((other) => other.scheme === scheme && other.pair === pair.pair)!;
                        return <td key={scheme}>{(Math.floor(one.contrast * 10) / 10).toFixed(1)}</td>;
                      })}
                    </tr>
                  ))}
              </tbody>
            </table>
          )}
          <div role="status">
            {palette?.corrected.map((one) => (
              <p key={one.scheme} className={styles.corrected}>
                <Icon of={TriangleAlert} size={14} />
                {t('corrected', { from: one.from, to: one.to })}
              </p>
            ))}
          </div>
        </Section>
        <Section title={t('letters')}>
          <Row label={t('font')}>
            {(control) => (
              <Select
                {...control}
                label={t('font')}
                value={Object.entries(fonts).find(([, family]) => family === font)?.[0] ?? 'own'}
                onValue={(key) => key && key !== 'own' && put(t('font'), 'font', fonts[key] || undefined)}
                options={[...Object.keys(fonts).map((key) => ({ value: key, label: t(`fonts.${key}`) })), ...(Object.values(fonts).includes(font) ? [] : [{ value: 'own', label: font }])]}
              />
            )}
          </Row>
          <Row label={t('density')}>
            {() => (
              <Segmented
                label={t('density')}
                value={densities.find((one) => one === theme.density) ?? 'default'}
                onValue={(density) => put(t('density'), 'density', density)}
                options={densities.map((key) => ({ key, label: t(`densities.${key}`) }))}
              />
            )}
          </Row>
        </Section>
        <Section title={t('logo')}>
          <div className={styles.logo}>
            {logo && <img src={logo} alt={t('logo')} />}
            <Button icon={ImageUp} onClick={() => upload.current?.click()}>
              {t('upload')}
            </Button>
            {logo && (
              <Button kind="text" onClick={() => put(t('logo'), 'logo', undefined)}>
                {t('common:remove')}
              </Button>
            )}
            <input ref={upload} type="file" hidden accept="image/png,image/jpeg,image/webp,image/svg+xml" aria-label={t('upload')} onChange={(e) => void take(e.target.files?.[0])} />
          </div>
          {problem && (
            <p role="alert" className={styles.problem}>
              {problem}
            </p>
          )}
        </Section>
        <Section title={t('entities')}>
          {entitiesOf(store).map((entity) => {
            const name = labelOf(store, entity.value, i18n.language, entity.name);
            return (
              <div key={entity.name} className={styles.entity}>
                <span>
                  <EntityIcon entity={{ icon: asText(entity.crm.icon), color: asText(entity.crm.color) }} />
                  <span className="one-line">{name}</span>
                </span>
                <ColorPicker
                  name={`color-${entity.name}`}
                  label={t('colorOf', { entity: name })}
                  value={asText(entity.crm.color)}
                  onValue={(next) =>
                    change(store, t('changed', { what: name }), (edits) => {
                      Edits.within(edits.json(entity.file), 'x-crm').color = next;
                    })
                  }
                />
              </div>
            );
          })}
        </Section>
      </aside>
    </div>
  );
}
