import { Check, ChevronDown, Plus, Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '../../ui/Chip.tsx';
import { place } from '../../ui/float.ts';
import { fold } from '../../ui/fold.ts';
import { Icon } from '../../ui/Icon.tsx';
import { composing } from '../../ui/keys.ts';
import styles from './inputs.module.css';

export type Item = { value: string; text: string /** A reading, a code, whatever tells it from others. */; detail?: string; color?: string; lead?: ReactNode; find?: string };

export type ComboboxProps = {
  /** Null: nothing chosen. Several with `multiple`. */
  chosen: Item[];
  onChosen: (items: Item[]) => void;
  multiple?: boolean;
  /** All there are; else `search` asks for them. */
  items?: Item[];
  onSearch?: (text: string) => void;
  found?: { items: Item[]; isLoading: boolean; isFailed?: boolean };
  /** The last line: makes a new one of what was typed. */
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  /** What was typed may be taken as it is (tags). */
  free?: (text: string) => Item | null;
  /** What was typed and names nothing stays when the input is left; else it is dropped. */
  onUnmatched?: (text: string, isFound: boolean) => void;
  unmatched?: string;
  /** Options show in their colour. */
  chips?: boolean;
  placeholder?: string;
  clearable?: boolean;
  id?: string;
  label?: string;
  disabled?: boolean;
  invalid?: boolean;
  required?: boolean;
  autoFocus?: boolean;
  onBlur?: () => void;
  end?: ReactNode;
  'aria-describedby'?: string;
};

const DELAY_MS = 150;

/** One or several of a list, found by typing. Keys of an input method are never its own: nothing is filtered, chosen or closed while it composes. */
export function Combobox(props: ComboboxProps) {
  const {
    chosen,
    onChosen,
    multiple,
    items,
    onSearch,
    found,
    onCreate,
    createLabel,
    free,
    onUnmatched,
    unmatched,
    chips,
    placeholder,
    clearable = true,
    id,
    label,
    disabled,
    invalid,
    required,
    autoFocus,
    onBlur,
    end,
  } = props;
  const { t } = useTranslation('form');
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const timer = useRef(0);
  const busy = useRef(false);
  // Enter before the answer is there: its first is taken when it comes, even if the input was left since.
  const early = useRef(false);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(unmatched ?? null);
  const [asked, setAsked] = useState('');
  const [active, setActive] = useState(0);

  const single = multiple ? undefined : chosen[0];
  const text = typed ?? left ?? (single && !(chips && single.color) ? single.text : '');
  const all = items ?? found?.items ?? [];
  const wanted = fold(asked.trim());
  const shown = items && wanted ? items.filter((item) => fold(`${item.text} ${item.find ?? ''} ${item.detail ?? ''}`).includes(wanted)) : all;
  const made = free && asked.trim() && !all.some((item) => fold(item.text) === wanted) ? free(asked.trim()) : null;
  const chosenIds = chosen.map((item) => item.value).join();
  const result = all.map((item) => item.value).join();
  const rows: ({ item: Item } | { create: string })[] = [...(made ? [{ item: made }] : []), ...shown.map((item) => ({ item })), ...(onCreate ? [{ create: asked.trim() }] : [])];

  useEffect(() => () => clearTimeout(timer.current), []);
  // What is chosen, or put back, takes its place.
  const kept = useRef({ unmatched, chosenIds });
  useEffect(() => {
    const before = kept.current;
    kept.current = { unmatched, chosenIds };
    if (unmatched !== undefined) setLeft(unmatched);
    else if (before.unmatched !== undefined || (chosenIds !== '' && before.chosenIds !== chosenIds)) setLeft(null);
  }, [unmatched, chosenIds]);
  useLayoutEffect(() => {
    const floating = list.current;
    if (!open || !floating || !box.current) return;
    if (!floating.matches(':popover-open')) floating.showPopover();
    floating.style.minWidth = `${box.current.offsetWidth}px`;
    place(floating, box.current);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new result begins at its top
  useEffect(() => {
    const at = typed === null && single ? shown.findIndex((item) => item.value === single.value) : -1;
    setActive(Math.max(0, at));
  }, [asked, open, result]);
  useEffect(() => {
    if (open) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [open, active]);

  const ask = (next: string, delay: number) => {
    clearTimeout(timer.current);
    timer.current = 0;
    early.current = false;
    if (busy.current) return;
    const run = () => {
      timer.current = 0;
      setAsked(next);
      onSearch?.(next);
    };
    if (delay === 0 || items) run();
    else timer.current = window.setTimeout(run, delay);
  };
  const show = () => {
    if (disabled || open) return;
    setOpen(true);
    ask(left ?? '', 0);
  };
  const close = () => {
    setOpen(false);
    setTyped(null);
    setAsked('');
    clearTimeout(timer.current);
    timer.current = 0;
    early.current = false;
  };
  const keep = (text: string, isFound: boolean) => {
    setLeft(text);
    onUnmatched?.(text, isFound);
  };
  const choose = (row: (typeof rows)[number] | undefined) => {
    if (!row) return;
    if ('create' in row) {
      close();
      if (row.create && onUnmatched) keep(row.create, false);
      onCreate?.(row.create);
    } else if (multiple) {
      onChosen(chosen.some((one) => one.value === row.item.value) ? chosen.filter((one) => one.value !== row.item.value) : [...chosen, row.item]);
      setTyped(null);
      ask('', 0);
    } else {
      onChosen([row.item]);
      close();
    }
    if (!('create' in row)) setLeft(null);
    if (open) input.current?.focus();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answer is there
  useEffect(() => {
    if (!early.current || found?.isLoading) return;
    early.current = false;
    if (shown.length > 0) choose(rows[0]);
    else if (!open && left !== null) keep(left, false);
  }, [asked, found?.isLoading, result]);

  const onKeyDown = (e: KeyboardEvent<HTMLInputElement>) => {
    if (composing(e)) {
      e.stopPropagation();
      return;
    }
    const move = (to: number) => {
      e.preventDefault();
      e.stopPropagation();
      if (!open) show();
      else setActive((to + rows.length) % Math.max(1, rows.length));
    };
    if (e.key === 'ArrowDown') move(active + 1);
    else if (e.key === 'ArrowUp') move(active - 1);
    else if (e.key === 'Enter' && open && !e.metaKey && !e.ctrlKey) {
      e.preventDefault();
      e.stopPropagation();
      if (timer.current && typed !== null && asked !== typed && !items) {
        ask(typed, 0);
        early.current = true;
      } else if (found?.isLoading && typed !== null) early.current = true;
      else choose(rows[active]);
    } else if (e.key === 'Escape' && open) {
      e.preventDefault();
      e.stopPropagation();
      close();
    } else if (e.key === 'Backspace' && text === '' && (multiple || (chips && single))) {
      e.preventDefault();
      onChosen(chosen.slice(0, -1));
    } else if (e.key === 'Delete' && !multiple && chips && single) onChosen([]);
    else if (e.key === ',' && free && text.trim()) {
      e.preventDefault();
      const item = free(text.trim());
      if (item) choose({ item });
    }
  };

  const leave = () => {
    const names = typed?.trim() ? fold(typed.trim()) : null;
    const named = names && asked === typed && !found?.isLoading ? shown.filter((item) => fold(item.text) === names) : [];
    if (typed !== null && typed.trim() === '' && (left !== null || (single && clearable))) {
      setLeft(null);
      onChosen(multiple ? chosen : []);
    } else if (names && onUnmatched && named.length === 1) {
      setLeft(null);
      onChosen(multiple ? [...chosen.filter((one) => one.value !== named[0]!.value), named[0]!] : named);
    }
    // Before the answer is there nobody knows that there is none.
    else if (names && onUnmatched) keep(typed!.trim(), asked !== typed || Boolean(found?.isLoading) || shown.length > 0);
    else if (typed?.trim() && free) {
      const item = free(typed.trim());
      if (item && !chosen.some((one) => one.value === item.value)) onChosen([...chosen, item]);
    }
    const awaited = early.current;
    close();
    early.current = awaited;
    onBlur?.();
  };

  const option = (row: (typeof rows)[number], at: number) =>
    'create' in row ? (
      // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the input
      <div
        key="create"
        id={`${listId}-${at}`}
        role="option"
        aria-selected={false}
        data-active={at === active || undefined}
        className={`${styles.option} ${styles.made}`}
        onPointerMove={() => setActive(at)}
        onPointerDown={(e) => e.preventDefault()}
        onClick={() => choose(row)}
      >
        <Icon of={Plus} />
        {createLabel?.(row.create)}
      </div>
    ) : (
      // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and names the active option
      // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the input
      <div
        key={row.item.value}
        id={`${listId}-${at}`}
        role="option"
        aria-selected={chosen.some((one) => one.value === row.item.value)}
        data-active={at === active || undefined}
        className={styles.option}
        onPointerMove={() => setActive(at)}
        onPointerDown={(e) => e.preventDefault()}
        onClick={() => choose(row)}
      >
        {row.item.lead}
        <span className={styles.words}>
          <span>{chips && row.item.color ? <Chip color={row.item.color}>{row.item.text}</Chip> : row.item.text}</span>
          {row.item.detail && <span className={styles.detail}>{row.item.detail}</span>}
        </span>
        {chosen.some((one) => one.value === row.item.value) && <Icon of={Check} />}
      </div>
    );

  return (
    <div
      ref={box}
      className={styles.box}
      data-invalid={invalid || undefined}
      data-disabled={disabled || undefined}
      onPointerDown={(e) => {
        if (disabled || list.current?.contains(e.target as Node) || (e.target as HTMLElement).closest('button, a')) return;
        if (e.target !== input.current) {
          e.preventDefault();
          input.current?.focus();
        }
        if (open && typed === null) close();
        else show();
      }}
    >
      {multiple &&
        chosen.map((item) => (
          <span key={item.value} className={styles.token} style={item.color ? { color: `var(--${item.color})`, background: `var(--${item.color}-bg)` } : undefined}>
            <span>{item.text}</span>
            {!disabled && (
              <button type="button" tabIndex={-1} className={styles.drop} aria-label={t('removeItem', { item: item.text })} onClick={() => onChosen(chosen.filter((one) => one !== item))}>
                <Icon of={X} size={12} />
              </button>
            )}
          </span>
        ))}
      {single?.lead && typed === null && left === null && <span className={styles.affix}>{single.lead}</span>}
      {single && chips && single.color && typed === null && left === null && <Chip color={single.color}>{single.text}</Chip>}
      <input
        ref={input}
        id={id}
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open && rows.length > 0 ? `${listId}-${active}` : undefined}
        aria-autocomplete="list"
        aria-required={required || undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={props['aria-describedby']}
        autoComplete="off"
        spellCheck={false}
        className={styles.bare}
        value={text}
        placeholder={chosen.length === 0 ? placeholder : undefined}
        disabled={disabled}
        autoFocus={autoFocus}
        onFocus={(e) => e.currentTarget.select()}
        onBlur={leave}
        onChange={(e) => {
          setTyped(e.target.value);
          if (!open) setOpen(true);
          ask(e.target.value, DELAY_MS);
        }}
        onCompositionStart={() => {
          busy.current = true;
          clearTimeout(timer.current);
        }}
        onCompositionEnd={(e) => {
          busy.current = false;
          ask(e.currentTarget.value, 0);
        }}
        onKeyDown={onKeyDown}
      />
      <span className={styles.end}>
        {clearable && !disabled && !multiple && single && typed === null && (
          <button type="button" tabIndex={-1} className={styles.icon} aria-label={t('common:clear')} onClick={() => onChosen([])}>
            <Icon of={X} size={14} />
          </button>
        )}
        {end}
        {(!free || all.length > 0) && <Icon of={onSearch ? Search : ChevronDown} size={14} />}
      </span>
      {open && (
        // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take a name
        <div ref={list} id={listId} role={rows.length > 0 ? 'listbox' : 'status'} popover="manual" aria-label={label ?? placeholder ?? t('options')} className={styles.list}>
          {rows.map(option)}
          {shown.length === 0 && !made && !onCreate && <div className={styles.remark}>{found?.isLoading ? t('common:loading') : found?.isFailed ? t('searchFailed') : t('nothingFound')}</div>}
        </div>
      )}
    </div>
  );
}
