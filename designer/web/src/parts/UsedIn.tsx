import { get, query } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useQuery } from '@tanstack/react-query';
import { uniqBy } from 'es-toolkit';
import { designPath, entityOf, labelOf, type Use, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { Section } from './Settings.tsx';
import styles from './UsedIn.module.css';

export type UseOf = { entity?: string; field?: string; option?: string; kind?: string; process?: string; name?: string };

/** Where a thing is named, as of the last save. */
export function useUses(of: UseOf) {
  const { store, revision } = useDraft();
  return useQuery({
    queryKey: ['design', store.app, 'uses', revision, of],
    queryFn: async ({ signal }) => {
      // What was just added is asked for once the server has it.
      await store.flush();
      const uses = (await get<{ value: Use[] }>(designPath(store.app, `draft/uses${query(of)}`), signal)).value;
      return uses.filter((use) => !use.declaration && use.kind !== 'locale');
    },
    placeholderData: (before, last) => (JSON.stringify(last?.queryKey.at(-1)) === JSON.stringify(of) ? before : undefined),
    retry: false,
  });
}

/** "Used in" under an inspector: each place leads to where it is. */
export function UsedIn({ of }: { of: UseOf }) {
  const { t } = useTranslation('data');
  const uses = useUses(of);
  if (!uses.data) return null;
  return <Section title={t('usedIn')}>{uses.data.length === 0 ? <p className={styles.none}>{t('usedNowhere')}</p> : <UseList uses={uses.data} />}</Section>;
}

export function UseList({ uses }: { uses: Use[] }) {
  const { t } = useTranslation('data');
  const { goTo } = useDesigner();
  const nameOf = useNameOfUse();
  // A place where a thing is named several times is one place: its first.
  const places = uniqBy(uses, (use) => `${use.kind} ${use.name} ${use.file}`);
  return (
    <ul className={styles.uses}>
      {places.map((use) => (
        <li key={`${use.kind} ${use.name} ${use.file}`}>
          <button type="button" onClick={() => goTo(use)} title={`${use.rule ? `${use.rule.kind}: ${use.rule.title}\n` : ''}${use.file}:${use.line}`}>
            <span className={styles.kind}>{use.rule?.kind ?? t(`useKinds.${use.kind}`, { defaultValue: use.kind })}</span>
            <span className={styles.name}>{use.rule?.title ?? nameOf(use)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** What people call a place outside the rules: by the thing that it is of. */
function useNameOfUse(): (use: Use) => string {
  const { t, i18n } = useTranslation('data');
  const { store, files } = useDraft();
  const { language } = i18n;
  return ({ kind, name, file }) => {
    const [entity = '', own = ''] = /^([^.]+)\.(.+)$/.exec(name)?.slice(1) ?? [];
    if ((kind === 'form' || kind === 'view') && own) {
      const label = labelOf(store, entityOf(store, entity)?.value ?? {}, language, entity);
      const alone = [...files.keys()].filter((path) => path.startsWith(`${kind}s/${entity}.`)).length === 1;
      return t(`useNames.${kind}${alone ? '' : 'Named'}`, { entity: label, name: labelOf(store, store.json(file) ?? {}, language, own) });
    }
    if (kind === 'navigation') return t('useNames.navigation');
    if (kind === 'entity' || kind === 'data') return labelOf(store, entityOf(store, name)?.value ?? {}, language, name);
    if (kind === 'role' || kind === 'page') return labelOf(store, store.json(file) ?? {}, language, name);
    return name || file;
  };
}
