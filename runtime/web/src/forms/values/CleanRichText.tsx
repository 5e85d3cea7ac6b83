import { useMemo } from 'react';
import styles from '../inputs/inputs.module.css';
import { cleanRichText } from './richText.ts';

export default function CleanRichText({ html }: { html: string }) {
  const clean = useMemo(() => ({ __html: cleanRichText(html) }), [html]);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: cleaned on the line above
  return <div className={styles.rich} dangerouslySetInnerHTML={clean} />;
}
