import { isControl, type JsonFormsRendererRegistryEntry, type RendererProps, rankWith, uiTypeIs } from '@jsonforms/core';
import { JsonFormsDispatch } from '@jsonforms/react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inLanguage, type Label, type UiElement } from '../../api/meta.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { useModel } from '../context.ts';
import { GroupLabel, useFormOptions } from '../options.ts';
import { ControlRenderer } from './Control.tsx';
import styles from './layouts.module.css';

type Props = RendererProps & { uischema: UiElement };

const widths: Record<string, string | undefined> = { half: styles.half, third: styles.third };

/** The elements below one: each where the layout puts it, in whatever the form draws around elements. */
function Elements({ of, props }: { of: UiElement; props: Props }) {
  const keys = keysOf(of.elements ?? []);
  return (of.elements ?? []).map((element, i) => <Element key={keys[i]} element={element} props={props} />);
}

/** By what an element shows and not by its place: whoever types in one keeps the input, also when the layout around it changes. */
function keysOf(elements: UiElement[]): string[] {
  const seen = new Map<string, number>();
  return elements.map((element) => {
    const key = element.scope ?? `${element.type} ${JSON.stringify(element.label ?? element.text ?? '')}`;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return `${key} ${before}`;
  });
}

function Element({ element, props }: { element: UiElement; props: Props }) {
  const { decorate, pathOf } = useFormOptions();
  const drawn: ReactNode = <JsonFormsDispatch uischema={element as never} schema={props.schema} path={props.path} enabled={props.enabled} renderers={props.renderers} cells={props.cells} />;
  return decorate ? decorate(element, pathOf(element), drawn) : drawn;
}

const useLabel = () => {
  const { i18n } = useTranslation();
  const model = useModel();
  return (label: Label | string | boolean | undefined) => (typeof label === 'boolean' ? '' : inLanguage(label, i18n.language, model.meta));
};

const placed = (element: UiElement) => [styles.cell, widths[String(element.options?.width ?? '')]].filter(Boolean).join(' ');

function Vertical(props: Props) {
  return (
    <div className={`${styles.column} ${placed(props.uischema)}`}>
      <Elements of={props.uischema} props={props} />
    </div>
  );
}

function Horizontal(props: Props) {
  const count = props.uischema.elements?.length ?? 0;
  return (
    <div className={`${styles.row} ${placed(props.uischema)}`} data-count={Math.min(3, count)}>
      <Elements of={props.uischema} props={props} />
    </div>
  );
}

function Group(props: Props) {
  const label = useLabel()(props.uischema.label);
  const id = useId();
  return (
    <section className={styles.group} aria-labelledby={label ? id : undefined}>
      {label && <h3 id={id}>{label}</h3>}
      <div className={styles.column}>
        <GroupLabel value={label}>
          <Elements of={props.uischema} props={props} />
        </GroupLabel>
      </div>
    </section>
  );
}

/** Tabs of groups; what is wrong in another tab is found from the list above the form. */
function Categorization(props: Props) {
  const labelOf = useLabel();
  const { t } = useTranslation('form');
  const { pathOf, decorate } = useFormOptions();
  const categories = props.uischema.elements ?? [];
  const keys = keysOf(categories);
  const [active, setActive] = useState('0');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A field that is to be seen brings its tab to the front.
    const reveal = (e: Event) => {
      const category = (e.target as HTMLElement).closest<HTMLElement>('[data-category]');
      if (category) {
        setActive(category.dataset.category!);
        category.hidden = false;
      }
    };
    const element = box.current;
    element?.addEventListener('reveal', reveal);
    return () => element?.removeEventListener('reveal', reveal);
  }, []);
  return (
    <div ref={box} className={styles.tabs}>
      <Tabs label={t('sections')} active={active} onActive={setActive} tabs={categories.map((category, i) => ({ key: String(i), label: labelOf(category.label) || String(i + 1) }))} />
      {categories.map((category, i) => {
        const drawn = (
          // All of them stay, so that what was typed and where one was is kept.
          <div key={keys[i]} hidden={String(i) !== active} className={styles.column} data-category={i}>
            <Elements of={category} props={props} />
          </div>
        );
        return decorate ? <div key={keys[i]}>{decorate(category, pathOf(category), drawn)}</div> : drawn;
      })}
    </div>
  );
}

function LabelRenderer(props: Props) {
  const text = useLabel()((props.uischema.text as Label | string | undefined) ?? props.uischema.label);
  return text ? <p className={`${styles.text} ${placed(props.uischema)}`}>{text}</p> : null;
}

const Divider = () => <hr className={styles.divider} />;

const entry = (type: string, renderer: (props: Props) => ReactNode): JsonFormsRendererRegistryEntry => ({ tester: rankWith(10, uiTypeIs(type)), renderer });

/** What a form cannot draw is said, never guessed. */
function Unknown({ uischema }: Props) {
  const { t } = useTranslation('form');
  return <p className={styles.unknown}>{uischema.type ? t('unknownElement', { type: uischema.type }) : t('elementWithoutType')}</p>;
}

export const renderers: JsonFormsRendererRegistryEntry[] = [
  entry('VerticalLayout', Vertical),
  entry('HorizontalLayout', Horizontal),
  entry('Group', Group),
  entry('Category', Vertical),
  entry('Categorization', Categorization),
  entry('Label', LabelRenderer),
  entry('Divider', Divider),
  { tester: rankWith(10, isControl), renderer: ControlRenderer },
  { tester: () => 1, renderer: Unknown },
];
