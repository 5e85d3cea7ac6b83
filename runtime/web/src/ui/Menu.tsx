import { Check } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react';
import { place } from './float.ts';
import { Icon, type LucideIcon } from './Icon.tsx';
import { composing, shown } from './keys.ts';
import styles from './Menu.module.css';

export type MenuItem =
  | { key: string; label: ReactNode; icon?: LucideIcon; lead?: ReactNode; keys?: string; danger?: boolean; disabled?: boolean; checked?: boolean; href?: string; onSelect?: () => void }
  | { key: string; separator: true }
  | { key: string; heading: ReactNode };

export type MenuTriggerProps = { ref: Ref<HTMLButtonElement>; 'aria-haspopup': 'menu'; 'aria-expanded': boolean; 'aria-controls'?: string; onClick: () => void };

/** A menu and the button that opens it: arrows walk, letters jump, Escape gives the focus back. `children` gets the props for the button. */
export function Menu({
  items,
  label,
  align = 'start',
  side = 'below',
  children,
}: {
  items: MenuItem[];
  label: string;
  align?: 'start' | 'center' | 'end';
  side?: 'below' | 'right';
  children: (trigger: MenuTriggerProps) => ReactElement;
}) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    const floating = list.current;
    if (!open || !floating || !button.current) return;
    floating.showPopover();
    place(floating, button.current, { side, align });
    (floating.querySelector<HTMLElement>('[aria-checked=true]') ?? entries(floating)[0])?.focus();
    // Closed by a press elsewhere or by Escape: the browser tells.
    const told = (e: ToggleEvent) => e.newState === 'closed' && setOpen(false);
    floating.addEventListener('toggle', told);
    return () => floating.removeEventListener('toggle', told);
  }, [open, side, align]);

  const choose = (item: Extract<MenuItem, { label: ReactNode }>) => {
    setOpen(false);
    button.current?.focus();
    item.onSelect?.();
  };

  return (
    <>
      {children({ ref: button, 'aria-haspopup': 'menu', 'aria-expanded': open, 'aria-controls': open ? id : undefined, onClick: () => setOpen((was) => !was) })}
      {open && (
        <div
          ref={list}
          id={id}
          role="menu"
          aria-label={label}
          popover="auto"
          tabIndex={-1}
          className={styles.menu}
          onKeyDown={(e) =>
            walk(e, () => {
              setOpen(false);
              button.current?.focus();
            })
          }
        >
          {items.map((item) =>
            'separator' in item ? (
              <hr key={item.key} className={styles.separator} />
            ) : 'heading' in item ? (
              <div key={item.key} role="presentation" className={styles.heading}>
                {item.heading}
              </div>
            ) : (
              <MenuEntry key={item.key} item={item} onChoose={() => choose(item)} />
            ),
          )}
        </div>
      )}
    </>
  );
}

function MenuEntry({ item, onChoose }: { item: Extract<MenuItem, { label: ReactNode }>; onChoose: () => void }) {
  const inner = (
    <>
      {item.lead ?? (item.icon && <Icon of={item.icon} />)}
      <span className={styles.label}>{item.label}</span>
      {item.keys && <kbd>{shown(item.keys)}</kbd>}
      {item.checked && <Icon of={Check} />}
    </>
  );
  const className = [styles.item, item.danger && styles.danger].filter(Boolean).join(' ');
  if (item.href)
    return (
      <a role="menuitem" tabIndex={-1} className={className} href={item.href} onClick={onChoose}>
        {inner}
      </a>
    );
  const role = item.checked === undefined ? 'menuitem' : 'menuitemradio';
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: only a choice has a state, and then the role that takes it
    <button type="button" role={role} aria-checked={item.checked} tabIndex={-1} className={className} disabled={item.disabled} onClick={onChoose}>
      {inner}
    </button>
  );
}

const entries = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)')];

function walk(e: KeyboardEvent<HTMLElement>, close: () => void) {
  if (composing(e)) return;
  const all = entries(e.currentTarget);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const go = (to: number) => {
    e.preventDefault();
    e.stopPropagation();
    all[(to + all.length) % all.length]?.focus();
  };
  if (e.key === 'ArrowDown') go(at + 1);
  else if (e.key === 'ArrowUp') go(at < 0 ? -1 : at - 1);
  else if (e.key === 'Home') go(0);
  else if (e.key === 'End') go(-1);
  else if (e.key === 'Tab' || e.key === 'Escape') {
    e.preventDefault();
    e.stopPropagation();
    close();
  } else if (e.key.length === 1 && e.key !== ' ' && !e.metaKey && !e.ctrlKey) {
    const letter = e.key.toLowerCase();
    const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find((one) => one.textContent?.trim().toLowerCase().startsWith(letter));
    e.stopPropagation();
    next?.focus();
  }
}
