import type { Language } from '@lowcodecrm/web/i18n';

let loading: Promise<typeof import('./editor.ts')> | null = null;

/** The editor, in a chunk that only opening a text loads. Its own words are in the language of the first time: they are read as it starts. */
export function loadEditor(language: Language): Promise<typeof import('./editor.ts')> {
  loading ??= (language === 'ja' ? import('monaco-editor/nls/lang/ja') : Promise.resolve()).then(() => import('./editor.ts'));
  return loading;
}
