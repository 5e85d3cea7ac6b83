import { ConfigProvider } from 'antd';
import en from 'antd/locale/en_GB';
import ja from 'antd/locale/ja_JP';
import { type ReactNode, useMemo } from 'react';
import { antdTheme } from './antd.ts';
import { useAccent } from './appTheme.ts';
import { nonce } from './nonce.ts';
import { useScheme } from './scheme.ts';

/** What floats belongs into the dialog that it was opened from: everything else lies beneath that. */
const floatsIn = (trigger?: HTMLElement) => trigger?.closest('dialog') ?? document.body;

export function ThemeProvider({ language, children }: { language: string; children: ReactNode }) {
  const scheme = useScheme();
  const accent = useAccent();
  const theme = useMemo(() => antdTheme(scheme, accent), [scheme, accent]);
  return (
    <ConfigProvider theme={theme} csp={{ nonce }} locale={language.startsWith('ja') ? ja : en} button={{ autoInsertSpace: false }} wave={{ disabled: true }} getPopupContainer={floatsIn}>
      {children}
    </ConfigProvider>
  );
}
