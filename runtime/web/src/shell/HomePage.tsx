import { House } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon.tsx';
import styles from './Page.module.css';

export default function HomePage() {
  const { t } = useTranslation('shell');
  return (
    <header className={styles.header}>
      <Icon of={House} />
      <h1>{t('home')}</h1>
    </header>
  );
}
