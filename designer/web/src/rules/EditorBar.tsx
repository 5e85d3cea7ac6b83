import { useTranslation } from '@lowcodecrm/web/i18n';
import { Button, IconButton, Menu, Segmented } from '@lowcodecrm/web/ui';
import { Ellipsis, WandSparkles } from 'lucide-react';
import type { RefObject } from 'react';
import { post, useDraft } from '../draft/index.ts';
import type { EditorHandle } from './monaco/RulesEditor.tsx';
import styles from './Rules.module.css';
import type { Structure } from './structure.ts';

/** Above a file's text: its name, in which language its keywords are written, and what can be done with all of it. */
export function EditorBar({ path, structure, editor }: { path: string; structure: Structure | undefined; editor: RefObject<EditorHandle | null> }) {
  const { t } = useTranslation('rules');
  const { store } = useDraft();
  const write = async (keywords: 'en' | 'ja') => {
    editor.current?.commit();
    const before = store.text(path) ?? '';
    const { text } = await post<{ text: string }>(store.app, 'language/keywords', { path, text: before, keywords });
    // What was typed meanwhile is not to be lost.
    if (store.text(path) === before) store.edit(t('keywordsWritten'), [{ path, text }]);
  };
  const remove = () => store.edit(t('fileRemoved', { file: path }), [{ path, text: null }]);
  return (
    <header className={styles.bar}>
      <h1 className="one-line">{path.slice('rules/'.length)}</h1>
      <span className={styles.space} />
      <Segmented
        label={t('keywords')}
        options={[
          { key: 'en', label: t('keywordsEn') },
          { key: 'ja', label: t('keywordsJa') },
        ]}
        value={structure?.japanese ? 'ja' : 'en'}
        onValue={(next) => void write(next as 'en' | 'ja')}
      />
      <Button kind="text" icon={WandSparkles} onClick={() => editor.current?.run('editor.action.formatDocument')}>
        {t('format')}
      </Button>
      <Menu
        label={t('more')}
        align="end"
        items={[
          { key: 'references', label: t('findReferences'), keys: 'shift+F12', onSelect: () => editor.current?.run('editor.action.goToReferences') },
          { key: 'rename', label: t('renameHere'), keys: 'F2', onSelect: () => editor.current?.run('editor.action.rename') },
          { key: 'separator', separator: true },
          { key: 'remove', label: t('removeFile'), danger: true, onSelect: remove },
        ]}
      >
        {(trigger) => <IconButton icon={Ellipsis} label={t('more')} {...trigger} />}
      </Menu>
    </header>
  );
}
