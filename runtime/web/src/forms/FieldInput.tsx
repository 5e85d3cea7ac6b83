import { lazy, Suspense } from 'react';
import type { FieldType } from '../api/meta.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { FieldValue } from './FieldValue.tsx';
import { AddressField } from './inputs/AddressField.tsx';
import { ChoiceField, CurrencyField, TagsField } from './inputs/ChoiceField.tsx';
import { DateField } from './inputs/DateField.tsx';
import { FileField } from './inputs/FileField.tsx';
import { LookupField } from './inputs/LookupField.tsx';
import { NameField } from './inputs/NameField.tsx';
import { NumberField } from './inputs/NumberField.tsx';
import { BooleanField, GeoField, JsonField, RatingField } from './inputs/SmallFields.tsx';
import { LongTextField, TextField } from './inputs/TextField.tsx';
import { DateTimeField, DurationField, TimeField } from './inputs/TimeFields.tsx';
import type { InputProps } from './inputs/types.ts';

const RichTextEditor = lazy(() => import('./inputs/RichTextEditor.tsx'));

const RichTextField = (props: InputProps) => (
  <Suspense fallback={<Skeleton height={128} />}>
    <RichTextEditor {...props} />
  </Suspense>
);

const inputs: Partial<Record<FieldType, (props: InputProps) => React.ReactNode>> = {
  text: TextField,
  email: TextField,
  phone: TextField,
  url: TextField,
  longText: LongTextField,
  richText: RichTextField,
  integer: NumberField,
  decimal: NumberField,
  money: NumberField,
  percent: NumberField,
  boolean: BooleanField,
  date: DateField,
  datetime: DateTimeField,
  time: TimeField,
  duration: DurationField,
  choice: ChoiceField,
  multiChoice: ChoiceField,
  tags: TagsField,
  currency: CurrencyField,
  lookup: LookupField,
  user: LookupField,
  manyToMany: LookupField,
  personName: NameField,
  address: AddressField,
  file: FileField,
  image: FileField,
  rating: RatingField,
  json: JsonField,
  geo: GeoField,
};

/** The input of a field's type. What cannot be typed is shown. */
export function FieldInput(props: InputProps) {
  const Control = inputs[props.field.type];
  if (!Control) return <FieldValue meta={props.meta} entity={props.entity} field={props.field} value={props.value} record={props.record} />;
  return <Control {...props} />;
}

/** Whether somebody can type into fields of this type, or only look at them. */
export const hasInput = (type: FieldType) => type in inputs;
