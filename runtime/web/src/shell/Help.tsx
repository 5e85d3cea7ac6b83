import { useTranslation } from 'react-i18next';
import { KeyboardDialog } from './KeyboardDialog.tsx';

const map: [string, [string, string[]][]][] = [
  [
    'everywhere',
    [
      ['palette', ['mod+k']],
      ['create', ['c']],
      ['home', ['g h']],
      ['inbox', ['g i']],
      ['go', ['g 1', 'g 9']],
      ['help', ['?']],
      ['close', ['Esc']],
    ],
  ],
  [
    'lists',
    [
      ['search', ['/']],
      ['rows', ['↑', '↓', 'j', 'k']],
      ['ends', ['Home', 'End']],
      ['open', ['Enter']],
      ['peek', ['Space']],
      ['select', ['x']],
      ['extend', ['shift+↑', 'shift+↓']],
      ['rowMenu', ['.']],
    ],
  ],
  [
    'records',
    [
      ['edit', ['e', 'F2']],
      ['cells', ['Tab', 'shift+Tab']],
      ['save', ['mod+Enter']],
      ['undo', ['mod+z']],
      ['stage', ['m']],
      ['walk', ['[', ']']],
    ],
  ],
];

/** The keyboard, and whether its one-letter keys are on. */
export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  return <KeyboardDialog groups={map.map(([group, rows]) => [t(`keyboard.${group}`), rows.map(([what, keys]) => [t(`keyboard.${what}`), keys])])} onClose={onClose} />;
}
