import { JsonForms } from '@jsonforms/react';
import { useId, useMemo } from 'react';
import { formOf, type UiElement } from '../api/meta.ts';
import { ModelProvider } from './context.ts';
import type { RecordModel } from './model.ts';
import { type FormOptions, OptionsContext, pathsIn } from './options.ts';
import styles from './renderers/layouts.module.css';
import { renderers } from './renderers/layouts.tsx';

/** JSON Forms lays out and dispatches; values, rules and messages are the model's, so nothing here ever changes with them. */
const schema = { type: 'object', properties: {} };
const data = {};

export type RecordFormProps = {
  model: RecordModel;
  /** Else the app's form for the entity. */
  layout?: UiElement;
  mode?: FormOptions['mode'];
} & Pick<FormOptions, 'renderValue' | 'renderWhy' | 'decorate' | 'hrefOf' | 'autoFocus' | 'rows'>;

/** A record's fields as its layout has them. The same in the app and in the designer. */
export function RecordForm({ model, layout, mode = 'edit', renderValue, renderWhy, decorate, hrefOf, autoFocus, rows }: RecordFormProps) {
  const prefix = useId();
  const uischema = layout ?? formOf(model.meta, model.entity)?.layout;
  const options = useMemo<FormOptions>(
    () => ({ mode, renderValue, renderWhy, decorate, hrefOf, autoFocus, rows, pathOf: uischema ? pathsIn(uischema) : () => '', idOf: (property) => `${prefix}${property}` }),
    [mode, renderValue, renderWhy, decorate, hrefOf, autoFocus, rows, uischema, prefix],
  );
  // The page around is drawn at each key; what the layout consists of stays the same.
  const drawn = useMemo(() => uischema && <JsonForms schema={schema} uischema={uischema as never} data={data} renderers={renderers} cells={[]} validationMode="NoValidation" />, [uischema]);
  if (!drawn) return null;
  return (
    <ModelProvider value={model}>
      <OptionsContext value={options}>
        <div className={`${styles.form} ${mode === 'read' ? styles.reading : ''}`} data-decorated={decorate ? true : undefined} data-form={prefix}>
          {drawn}
        </div>
      </OptionsContext>
    </ModelProvider>
  );
}
