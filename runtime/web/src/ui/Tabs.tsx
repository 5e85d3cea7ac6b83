import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { composing } from './keys.ts';
import styles from './Tabs.module.css';
import { useWhole } from './useWhole.ts';

export type Tab<K extends string = string> = { key: K; label: ReactNode; text?: string; count?: number };

/** Tabs over one panel (`panelId`). Below 768 px a list to choose from, with `compact`. With `onHidden` only whole tabs are shown, and the others told. */
export function Tabs<K extends string>({
  tabs,
  active,
  onActive,
  label,
  panelId,
  compact,
  className,
  onHidden,
}: {
  tabs: Tab<K>[];
  active: K;
  onActive: (key: K) => void;
  label: string;
  panelId?: string;
  compact?: boolean;
  className?: string;
  onHidden?: (keys: K[]) => void;
}) {
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const away = useWhole(root, list, tabs, active, onHidden);
  const walk = (e: KeyboardEvent) => {
    if (composing(e)) return;
    const at = tabs.findIndex((tab) => tab.key === active);
    const to = e.key === 'ArrowRight' ? at + 1 : e.key === 'ArrowLeft' ? at - 1 : e.key === 'Home' ? 0 : e.key === 'End' ? tabs.length - 1 : null;
    if (to === null) return;
    e.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length]!;
    onActive(next.key);
    const focus = () => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`)?.focus();
    focus();
    // One that was away has room only once it is active.
    if (away.has(next.key)) requestAnimationFrame(focus);
  };
  return (
    <div ref={root} className={[styles.root, compact && styles.compact, className].filter(Boolean).join(' ')}>
      <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            data-key={tab.key}
            aria-selected={tab.key === active}
            aria-controls={panelId}
            tabIndex={tab.key === active ? 0 : -1}
            className={away.has(tab.key) ? `${styles.tab} ${styles.away}` : styles.tab}
            onClick={() => onActive(tab.key)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </button>
        ))}
      </div>
      {compact && (
        <select className={styles.select} aria-label={label} value={active} onChange={(e) => onActive(e.target.value as K)}>
          {tabs.map((tab) => (
            <option key={tab.key} value={tab.key}>
              {tab.text ?? (typeof tab.label === 'string' ? tab.label : tab.key)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

/** Two to four ways to look at the same thing; with `value` null it is not known yet which. */
export function Segmented<K extends string>({ options, value, onValue, label }: { options: { key: K; label: ReactNode }[]; value: K | null; onValue: (key: K) => void; label: string }) {
  // Of its own, for two of the same label may stand together.
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={styles.segmented}>
      {options.map((option) => (
        <label key={option.key} className={styles.segment}>
          <input type="radio" name={name} className="visually-hidden" checked={option.key === value} onChange={() => onValue(option.key)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
