import { Select as AntSelect } from 'antd';
import { X } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ControlTheme } from '../theme/ControlTheme.tsx';
import { fold } from './fold.ts';
import { Icon } from './Icon.tsx';
import { composing } from './keys.ts';
import styles from './Select.module.css';

/** `find` is further text by which it is found: readings, codes. */
export type SelectOption<V extends string = string> = { value: V; label: ReactNode; text?: string; find?: string; disabled?: boolean };

type Common<V extends string> = {
  options: SelectOption<V>[];
  id?: string;
  label?: string;
  placeholder?: string;
  disabled?: boolean;
  invalid?: boolean;
  clearable?: boolean;
  size?: 'medium' | 'small';
  /** Asks elsewhere for options; the list is then taken as it comes. */
  onSearch?: (text: string) => void;
  searchable?: boolean;
  loading?: boolean;
  autoFocus?: boolean;
  defaultOpen?: boolean;
  empty?: ReactNode;
  onBlur?: () => void;
  className?: string;
  'aria-describedby'?: string;
};

export type SelectProps<V extends string = string> = Common<V> & ({ multiple?: false; value: V | null; onValue: (value: V | null) => void } | { multiple: true; value: V[]; onValue: (value: V[]) => void });

const SEARCH_FROM = 8;

export function Select<V extends string = string>(props: SelectProps<V>) {
  const { t } = useTranslation();
  const { options, label, invalid, clearable, size = 'medium', onSearch, searchable = Boolean(onSearch) || options.length >= SEARCH_FROM, empty, className, multiple, value, onValue, ...rest } = props;
  return (
    // Keys of an input method are its own: the list must neither choose nor close on them.
    <div className={[styles.select, className].filter(Boolean).join(' ')} onKeyDownCapture={(e) => composing(e) && e.stopPropagation()}>
      <ControlTheme>
        <AntSelect
          {...rest}
          aria-label={label}
          mode={multiple ? 'multiple' : undefined}
          value={(value ?? undefined) as never}
          options={options}
          size={size === 'small' ? 'small' : undefined}
          status={invalid ? 'error' : undefined}
          allowClear={clearable && { label: t('common:clear'), clearIcon: <Icon of={X} size={12} /> }}
          popupMatchSelectWidth={false}
          notFoundContent={empty}
          showSearch={searchable || multiple ? { onSearch, filterOption: onSearch ? false : (typed, option) => fold(`${textOf(option)} ${option?.find ?? ''} ${option?.value ?? ''}`).includes(fold(typed)) } : false}
          popupRender={(list) => <Named label={label}>{list}</Named>}
          onChange={(next: unknown) => onValue((next ?? (multiple ? [] : null)) as never)}
        />
      </ControlTheme>
    </div>
  );
}

/** The list has no name of its own. */
function Named({ label, children }: { label?: string; children: ReactElement }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (label) box.current?.querySelector('[role=listbox]')?.setAttribute('aria-label', label);
  });
  return <div ref={box}>{children}</div>;
}

const textOf = (option?: SelectOption) => option?.text ?? (typeof option?.label === 'string' ? option.label : '');
