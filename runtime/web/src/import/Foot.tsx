import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { EntityMeta } from '../api/meta.ts';
import { inSentence } from '../list/inSentence.ts';
import { useApp } from '../shell/app.ts';
import { paths } from '../shell/paths.ts';
import { Button } from '../ui/Button.tsx';
import styles from './import.module.css';
import type { ImportSession, ImportState } from './session.ts';

/** The way on and the way back. */
export function Foot({ entity, state, session }: { entity: EntityMeta; state: ImportState; session: ImportSession }) {
  const { t } = useTranslation('import');
  const { name: app, text, language } = useApp();
  const navigate = useNavigate();
  const { step, work, checked, preview, targets } = state;
  if (step === 'file' || (work && step === 'result')) return null;
  const going = checked ? checked.created + checked.updated : 0;
  return (
    <footer className={styles.foot}>
      {step === 'result' ? (
        <>
          <Button onClick={() => session.again()}>{t('another')}</Button>
          <Button kind="primary" onClick={() => void navigate(paths.list(app, entity.name))}>
            {t('open', { entities: inSentence(text(entity.plural), language) })}
          </Button>
        </>
      ) : (
        <>
          <Button disabled={work !== null} onClick={() => session.back()}>
            {t('back')}
          </Button>
          {step === 'columns' ? (
            <Button kind="primary" disabled={preview !== null && targets.every((target) => target === null)} onClick={() => void session.check()}>
              {t('toCheck')}
            </Button>
          ) : (
            <Button kind="primary" disabled={work !== null || going === 0} onClick={() => void session.import()}>
              {going > 0 ? t('import', { count: going }) : t('importNow')}
            </Button>
          )}
        </>
      )}
    </footer>
  );
}
