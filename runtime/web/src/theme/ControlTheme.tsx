import { ConfigProvider } from 'antd';
import en from 'antd/locale/en_GB';
import ja from 'antd/locale/ja_JP';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { antdTheme } from './antd.ts';
import { useAccent } from './appTheme.ts';
import { nonce } from './nonce.ts';
import { useScheme } from './scheme.ts';

/** What floats belongs into the dialog that it was opened from: everything else lies beneath that. */
const floatsIn = (trigger?: HTMLElement) => trigger?.closest('dialog') ?? document.body;

/** Around each control of antd rather than around the app: a page without one does not load what it takes. */
export function ControlTheme({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const scheme = useScheme();
  const accent = useAccent();
  const theme = useMemo(() => antdTheme(scheme, accent), [scheme, accent]);
  return (
    <ConfigProvider theme={theme} csp={{ nonce }} locale={i18n.language.startsWith('ja') ? ja : en} button={{ autoInsertSpace: false }} wave={{ disabled: true }} getPopupContainer={floatsIn}>
      {children}
    </ConfigProvider>
  );
}
