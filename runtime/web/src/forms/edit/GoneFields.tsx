import { Copy, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { toast } from '../../ui/Toast.tsx';
import type { Gone } from '../rebase.ts';
import styles from './edit.module.css';

/** Fields that a publish took away under an open form, with what was typed in them: to be copied to where it belongs now. */
export function GoneFields({ gone }: { gone: Gone[] }) {
  const { t } = useTranslation('form');
  if (gone.length === 0) return null;
  const copy = async (one: Gone) => {
    await navigator.clipboard.writeText(one.text);
    toast(t('copied', { field: one.label }));
  };
  return (
    <div className={styles.notice} role="alert">
      <Icon of={TriangleAlert} />
      <div className={styles.gone}>
        <p>{t('gone')}</p>
        <dl>
          {gone.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are only ever added
            <div key={at}>
              <dt>{one.label}</dt>
              <dd>
                <span>{one.text || t('conflict.empty')}</span>
                {one.text && navigator.clipboard && <IconButton icon={Copy} size="small" label={t('copyOf', { field: one.label })} onClick={() => void copy(one)} />}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
