import { lazy, Suspense } from 'react';
import { Skeleton } from './Skeleton.tsx';

export type DateInputProps = {
  /** `2026-11-21`, or an instant `2026-11-21T01:00:00Z` with `time`. */
  value: string | null;
  onValue: (value: string | null) => void;
  time?: boolean;
  id?: string;
  label?: string;
  disabled?: boolean;
  invalid?: boolean;
  clearable?: boolean;
  autoFocus?: boolean;
  defaultOpen?: boolean;
  onBlur?: () => void;
  'aria-describedby'?: string;
};

const Picker = lazy(() => import('./DatePicker.tsx'));

/** A date, or a moment; the calendar is loaded when the first is shown. */
export function DateInput(props: DateInputProps) {
  return (
    <Suspense fallback={<Skeleton height={32} />}>
      <Picker {...props} />
    </Suspense>
  );
}
