import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { useMemo } from 'react';
import { localesOf, useDraft } from '../draft/index.ts';
import type { Block, TextEdit } from '../rules/structure.ts';
import type { Read } from '../rules/told.ts';
import type { Spell } from '../rules/words.ts';
import type { Outside } from './templates.ts';
import type { Say } from './values.ts';

/** Changes the commands of one block: `work` is given the block and the text as they are when its turn comes. */
export type WriteBlock = (label: string, work: (block: Block, text: string) => TextEdit[]) => void;

export type Actions = { write: WriteBlock; spell: Spell; japanese: boolean; say: Say; outside: Outside /** An expression of the file in words, where the server has read it. */; read: Read };

/** What every command in a block needs to be shown and changed. */
export function useActions(write: WriteBlock, spell: Spell, japanese: boolean, read: Read): Actions {
  const { t, i18n } = useTranslation('actions');
  const { meta } = useApp();
  const { store, files } = useDraft();
  const outside = useMemo<Outside>(() => {
    const named = (folder: RegExp) => [...new Set([...files.keys()].flatMap((path) => folder.exec(path)?.[1] ?? []))].sort();
    return { channels: named(/^channels\/([^/]+)\.json$/), templates: named(/^templates\/([^/.]+)\./), locales: localesOf(store) };
  }, [files, store]);
  const say = useMemo<Say>(() => ({ label: (of) => inLanguage(of.label, i18n.language, meta), t: (key, args) => t(key, args ?? {}) }), [t, i18n.language, meta]);
  return { write, spell, japanese, say, outside, read };
}
