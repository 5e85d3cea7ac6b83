import { useTranslation } from '@lowcodecrm/web/i18n';
import { KeyboardDialog } from '@lowcodecrm/web/shell';

const map: [string, [string, string[]][]][] = [
  [
    'everywhere',
    [
      ['part', ['F6', 'shift+F6']],
      ['undo', ['mod+z']],
      ['redo', ['mod+shift+z']],
      ['publish', ['mod+shift+p']],
      ['help', ['?']],
      ['close', ['Esc']],
    ],
  ],
  [
    'canvas',
    [
      ['choose', ['↑', '↓']],
      ['settings', ['Enter']],
      ['toCanvas', ['Esc']],
      ['move', ['alt+↑', 'alt+↓']],
      ['across', ['alt+←', 'alt+→']],
      ['copy', ['mod+d']],
      ['takeOff', ['Delete']],
    ],
  ],
  [
    'lists',
    [
      ['order', ['alt+↑', 'alt+↓']],
      ['complete', ['mod+Space']],
      ['leaveText', ['Esc Tab']],
    ],
  ],
];

/** The designer's keyboard. */
export default function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('design');
  return <KeyboardDialog groups={map.map(([group, rows]) => [t(`keyboard.${group}`), rows.map(([what, keys]) => [t(`keyboard.${what}`), keys])])} onClose={onClose} />;
}
