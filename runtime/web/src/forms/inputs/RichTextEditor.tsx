import { Bold, Italic, Link, List, ListOrdered, type LucideIcon, RemoveFormatting } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { composing } from '../../ui/keys.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { cleanRichText, isEmptyRichText } from '../values/richText.ts';
import styles from './inputs.module.css';
import type { InputProps } from './types.ts';

const commands: [command: string, icon: LucideIcon, keys?: string][] = [
  ['bold', Bold, 'mod+b'],
  ['italic', Italic, 'mod+i'],
  ['insertUnorderedList', List],
  ['insertOrderedList', ListOrdered],
];

/** Bold, italic, lists and links; whatever is pasted is cleaned. */
export default function RichTextEditor(props: InputProps) {
  const { value, onValue, disabled, onBlur, id, label } = props;
  const { t } = useTranslation('form');
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<unknown>(undefined);
  const busy = useRef(false);
  const [on, setOn] = useState<Record<string, boolean>>({});
  useEffect(() => {
    if (busy.current || !box.current || last.current === value) return;
    last.current = value;
    box.current.innerHTML = cleanRichText(typeof value === 'string' ? value : '');
  }, [value]);
  const take = () => {
    if (busy.current || !box.current) return;
    const html = cleanRichText(box.current.innerHTML);
    const next = isEmptyRichText(html) ? null : html;
    last.current = next;
    onValue(next);
  };
  const look = () => setOn(Object.fromEntries(commands.map(([command]) => [command, document.queryCommandState(command)])));
  const run = (command: string, argument?: string) => {
    box.current?.focus();
    document.execCommand('styleWithCSS', false, 'false');
    document.execCommand(command, false, argument);
    look();
    take();
  };
  const link = () => {
    const address = window.prompt(t('linkAddress'), 'https://');
    if (address && /^(https?:|mailto:|tel:)/i.test(address)) run('createLink', address);
  };
  const tool = (name: string, icon: LucideIcon, act: () => void, keys?: string) => (
    <Tooltip key={name} text={t(`tools.${name}`)} keys={keys}>
      <button type="button" className={styles.tool} disabled={disabled} aria-label={t(`tools.${name}`)} aria-pressed={name in on ? on[name] : undefined} onPointerDown={(e) => e.preventDefault()} onClick={act}>
        <Icon of={icon} size={14} />
      </button>
    </Tooltip>
  );
  return (
    <div className={styles.editor} data-invalid={props.invalid || undefined}>
      <div role="toolbar" aria-label={t('tools.label')} className={styles.tools}>
        {commands.map(([command, icon, keys]) => tool(command, icon, () => run(command), keys))}
        {tool('link', Link, link)}
        {tool('removeFormat', RemoveFormatting, () => run('removeFormat'))}
      </div>
      <div
        ref={box}
        id={id}
        role="textbox"
        aria-multiline
        aria-label={label}
        aria-labelledby={label ? undefined : `${id}-label`}
        aria-describedby={props['aria-describedby']}
        aria-invalid={props.invalid || undefined}
        contentEditable={!disabled}
        suppressContentEditableWarning
        tabIndex={0}
        className={styles.rich}
        onInput={take}
        onCompositionStart={() => {
          busy.current = true;
        }}
        onCompositionEnd={() => {
          busy.current = false;
          take();
        }}
        onKeyUp={look}
        onPointerUp={look}
        onKeyDown={(e) => {
          if (composing(e)) e.stopPropagation();
        }}
        onPaste={(e) => {
          const html = e.clipboardData.getData('text/html');
          if (!html) return;
          e.preventDefault();
          document.execCommand('insertHTML', false, cleanRichText(html));
        }}
        onBlur={() => {
          busy.current = false;
          take();
          onBlur?.();
        }}
      />
    </div>
  );
}
