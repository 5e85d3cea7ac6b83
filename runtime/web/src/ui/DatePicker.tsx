import { DatePicker as AntDatePicker } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/ja';
import 'dayjs/locale/en-gb';
import { useTranslation } from 'react-i18next';
import { ControlTheme } from '../theme/ControlTheme.tsx';
import type { DateInputProps } from './DateInput.tsx';
import { composing } from './keys.ts';

export default function DatePicker({ value, onValue, time, label, invalid, clearable = true, ...rest }: DateInputProps) {
  const { i18n } = useTranslation();
  const japanese = i18n.language.startsWith('ja');
  dayjs.locale(japanese ? 'ja' : 'en-gb');
  const days = japanese ? ['YYYY/MM/DD', 'YYYY-MM-DD', 'YYYYMMDD', 'M/D'] : ['D MMM YYYY', 'YYYY-MM-DD', 'D/M/YYYY', 'D MMM'];
  return (
    <div onKeyDownCapture={(e) => composing(e) && e.stopPropagation()}>
      <ControlTheme>
        <AntDatePicker
          {...rest}
          aria-label={label}
          style={{ width: '100%' }}
          value={value ? dayjs(value) : null}
          format={time ? days.map((day) => `${day} HH:mm`) : days}
          showTime={time ? { format: 'HH:mm', minuteStep: 5 } : false}
          allowClear={clearable}
          status={invalid ? 'error' : undefined}
          preserveInvalidOnBlur
          onChange={(next: dayjs.Dayjs | null) => onValue(next === null ? null : time ? next.toISOString().replace(/\.\d+Z$/, 'Z') : next.format('YYYY-MM-DD'))}
        />
      </ControlTheme>
    </div>
  );
}
