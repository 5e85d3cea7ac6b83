import type { FieldMeta, Meta } from '../../api/meta.ts';
import type { Problem } from '../values/problem.ts';

export type InputProps = {
  meta: Meta;
  /** The entity that the field is of. */
  entity: string;
  field: FieldMeta;
  value: unknown;
  /** `problem`: what stands there is no value of the field. `related`: the record that a lookup now names. */
  onValue: (value: unknown, problem?: Problem, related?: unknown) => void;
  /** What was typed there before and is no value: it stands there instead of one. */
  typed?: string;
  /** The other values of the record: a currency, the record that a lookup names. */
  record?: Record<string, unknown>;
  id?: string;
  /** Where no label stands before it. */
  label?: string;
  disabled?: boolean;
  required?: boolean;
  invalid?: boolean;
  autoFocus?: boolean;
  /** In a cell: no higher than its line. */
  compact?: boolean;
  onBlur?: () => void;
  onKeyDown?: (e: React.KeyboardEvent) => void;
  'aria-describedby'?: string;
};

/** What a control of the page takes over as it is. */
export const controlProps = ({ id, label, disabled, required, invalid, autoFocus, onBlur, ...rest }: InputProps) => ({
  id,
  'aria-label': label,
  disabled,
  'aria-required': required || undefined,
  'aria-invalid': invalid || undefined,
  'aria-describedby': rest['aria-describedby'],
  autoFocus,
});

/** The same for controls of our own. */
export const controlOf = ({ id, label, disabled, required, invalid, autoFocus, onBlur, ...rest }: InputProps) => ({
  id,
  label,
  disabled,
  required,
  invalid,
  autoFocus,
  onBlur,
  'aria-describedby': rest['aria-describedby'],
});
