import { Bold, Italic, Link, List, ListOrdered, type LucideIcon, RemoveFormatting } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon.tsx';
import { composing } from '../../ui/keys.ts';
import { Tooltip } from '../../ui/Tooltip.tsx';
import { cleanRichText, isEmptyRichText } from '../values/richText.ts';
import styles from './inputs.module.css';
import { LinkPopover } from './LinkPopover.tsx';
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
  const linkTool = useRef<HTMLSpanElement>(null);
  const [linking, setLinking] = useState<{ range: Range | null; address: string } | null>(null);
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
    const selection = document.getSelection();
    const range = selection && selection.rangeCount > 0 && box.current?.contains(selection.anchorNode) ? selection.getRangeAt(0).cloneRange() : null;
    const found = selection?.anchorNode && (selection.anchorNode instanceof Element ? selection.anchorNode : selection.anchorNode.parentElement)?.closest('a');
    const at = found && box.current?.contains(found) ? found : null;
    // The whole of a link that the caret stands in.
    if (at && range?.collapsed) range.selectNodeContents(at);
    setLinking({ range, address: at?.getAttribute('href') ?? '' });
  };
  const endLink = (address: string | null | undefined) => {
    const range = linking?.range;
    setLinking(null);
    box.current?.focus();
    const selection = document.getSelection();
    if (range && selection) {
      selection.removeAllRanges();
      selection.addRange(range);
    }
    if (address === undefined) return;
    if (address === null) return run('unlink');
    if (!document.getSelection()?.isCollapsed) return run('createLink', address);
    // Nothing was selected: the address is its own text.
    const one = document.createElement('a');
    one.href = address;
    one.textContent = address.replace(/^(mailto|tel):/, '');
    run('insertHTML', one.outerHTML);
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
        <span ref={linkTool}>{tool('link', Link, link)}</span>
        {tool('removeFormat', RemoveFormatting, () => run('removeFormat'))}
      </div>
      {linking && <LinkPopover anchor={linkTool} address={linking.address} onSet={endLink} onRemove={() => endLink(null)} onClose={() => endLink(undefined)} />}
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
