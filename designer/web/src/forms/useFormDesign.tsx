import { inLanguage, type UiElement } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { announce } from '@lowcodecrm/web/ui';
import { useMemo, useState } from 'react';
import { addField } from '../data/actions.ts';
import { asObject, change, type Edits, Edits as EditsClass, type EntityDraft, freeName, freshId, type JsonObject, labelOf, localesOf, nameFrom, optionsOf, useDraft, writeLabel, writtenLabel } from '../draft/index.ts';
import { useFieldTypes } from '../parts/fieldTypes.ts';
import { inBoth } from './bothLanguages.ts';
import type { CanvasStore } from './canvas.ts';
import type { Access, Design, Fresh } from './design.ts';
import { emptyLayout, type FormDraft, formValue } from './formFiles.ts';
import { after, controlOf, elementAt, fieldOfElement, fieldsIn, insert, isContainer, move, type Path, type Placed, parentOf, remove, type Target } from './layout.ts';

/** Types whose input is short: half a line, unless told otherwise. */
const short = new Set(['integer', 'decimal', 'money', 'percent', 'boolean', 'date', 'time', 'duration', 'rating', 'currency', 'autoNumber', 'phone', 'choice']);
/** What leads elsewhere is asked for where it leads before it is made. */
export const needsTarget = (type: string) => type === 'lookup' || type === 'childList' || type === 'manyToMany';

/** What the designer can do with one form. Fields that need to be asked for more are given to `onAsk`. */
export function useFormDesign(entity: EntityDraft, form: FormDraft, canvas: CanvasStore, role: string | null) {
  const { t, i18n } = useTranslation('forms');
  const { store } = useDraft();
  const { meta } = useApp();
  const types = useFieldTypes().data?.value;
  const language = i18n.language;
  const [asking, setAsking] = useState<{ type: string; target?: Target } | null>(null);
  const entityMeta = meta.entities.find((one) => one.name === entity.name);
  const written = store.json(form.file);
  const generated = meta.forms.find((one) => one.entity === entity.name && (form.generated || one.name === form.name))?.layout;
  const layout = (written as UiElement | null) ?? generated ?? emptyLayout;
  const roleFile = role ? store.json(`roles/${role}.json`) : null;

  const design = useMemo((): Design => {
    const propertyOf = (name: string) => entity.fields.find((field) => field.name === name)?.value;
    const labelOfField = (name: string) => {
      const property = propertyOf(name);
      return property ? labelOf(store, property, language, name) : inLanguage(entityMeta?.fields.find((field) => field.name === name)?.label, language, meta) || name;
    };
    const nameOf = (element: UiElement) => {
      const field = fieldOfElement(element);
      const text = typeof element.label === 'boolean' ? '' : inLanguage(element.label, language, meta);
      if (field !== undefined) return text || labelOfField(field);
      const kind = t(`elements.${element.type || 'none'}`, { defaultValue: element.type });
      return text ? `${kind}: ${text}` : kind;
    };
    const typeOfField = (name: string) => entity.fields.find((field) => field.name === name)?.type ?? entityMeta?.fields.find((field) => field.name === name)?.type;
    const labelOfFresh = (fresh: Fresh) =>
      fresh.kind === 'field' ? labelOfField(fresh.name) : fresh.kind === 'type' ? inLanguage(types?.find((one) => one.type === fresh.type)?.label, language) || fresh.type : t(`elements.${fresh.type}`);

    const edit = (label: string, next: UiElement, also?: (edits: Edits) => void) =>
      change(store, label, (edits) => {
        also?.(edits);
        edits.put(form.file, formValue(store.json(form.file), next, store.json(form.file) ? undefined : inBoth(store, 'main')));
      });
    const apply = (label: string, placed: Placed | null, also?: (edits: Edits) => void) => {
      if (!placed) return false;
      edit(label, placed.layout, also);
      canvas.set({ selected: placed.path });
      announce(label);
      return true;
    };
    const element = (fresh: Fresh): UiElement | null => {
      if (fresh.kind === 'field') return controlOf(fresh.name);
      if (fresh.kind === 'type') return null;
      if (fresh.type === 'Group') return { type: 'Group', label: inBoth(store, 'group'), elements: [] };
      if (fresh.type === 'Categorization') return { type: 'Categorization', elements: [1, 2].map((n) => ({ type: 'Category', label: inBoth(store, 'tab', () => ({ n })), elements: [] })) };
      if (fresh.type === 'Label') return { type: 'Label', text: inBoth(store, 'text') };
      return fresh.type === 'Divider' ? { type: 'Divider' } : { type: fresh.type, elements: [] };
    };
    const newField = (type: string, target: Target | undefined) => {
      const info = types?.find((one) => one.type === type);
      if (!info) return;
      const taken = entity.fields.map((field) => field.name);
      const called = (n: number) => {
        const labels = inBoth(store, 'field', (locale) => ({ type: inLanguage(info.label, locale), n }));
        return { labels, wanted: nameFrom(labels.en ?? Object.values(labels)[0]!, type.toLowerCase()) };
      };
      let number = 1;
      while (taken.includes(called(number).wanted)) number++;
      const { labels, wanted } = called(number);
      const name = freeName(wanted, taken, 'field');
      const options = info.options.includes('x-crm.options') ? [1, 2, 3].map((n) => t('newOption', { n })) : undefined;
      const control = controlOf(name);
      const placed = insert(layout, target ?? after(layout, canvas.snapshot().selected, control), control);
      canvas.fresh = name;
      apply(t('added', { what: labelOfFresh({ kind: 'type', type }) }), placed, (edits) => addField(edits, store, entity, { name, labels, schema: info.schema, required: false, options, onForms: false }));
    };
    const add = (fresh: Fresh, target?: Target) => {
      const made = element(fresh);
      if (made) return void apply(t('added', { what: labelOfFresh(fresh) }), insert(layout, target ?? after(layout, canvas.snapshot().selected, made), made));
      const { type } = fresh as { type: string };
      if (needsTarget(type)) setAsking({ type, target });
      else newField(type, target);
    };
    const canCopy = (path: Path) => {
      const at = elementAt(layout, path);
      const name = at && fieldOfElement(at);
      if (!at || at.type === 'Category') return false;
      return (
        name === undefined || (propertyOf(name) !== undefined && !['childList', 'manyToMany', 'autoNumber'].includes(typeOfField(name) ?? '') && entityMeta?.fields.find((one) => one.name === name)?.origin !== 'rollup')
      );
    };
    const copy = (path: Path) => {
      const at = elementAt(layout, path);
      if (!at || !canCopy(path)) return;
      const name = fieldOfElement(at);
      const { parent, index } = parentOf(path);
      const label = t('copied', { what: nameOf(at) });
      if (name === undefined) return void apply(label, insert(layout, { parent, index: index + 1 }, frameOf(at)));
      const fresh = freeName(
        name,
        entity.fields.map((field) => field.name),
        'field',
      );
      apply(label, insert(layout, { parent, index: index + 1 }, { ...at, ...controlOf(fresh) }), (edits) => copyField(edits, name, fresh));
    };
    /** A second field of the same kind: a form shows a field once. */
    const copyField = (edits: Edits, name: string, fresh: string) => {
      const property = structuredClone(propertyOf(name)!);
      const labels = localesOf(store).map((locale) => [locale, writtenLabel(store, property, locale)] as const);
      const crm = { ...asObject(property['x-crm']), id: freshId('f') };
      property['x-crm'] = crm;
      if (optionsOf(property).length > 0) (crm as JsonObject).options = optionsOf(property).map((option) => ({ ...option, id: freshId('o') }));
      EditsClass.within(edits.json(entity.file), 'properties')[fresh] = property;
      for (const [locale, text] of labels) if (text) writeLabel(edits, store, property, locale, 'label', inBoth(store, 'copy', () => ({ what: text }))[locale]!);
    };
    return {
      entity,
      meta: entityMeta,
      form: form.name,
      file: form.file,
      layout,
      labelOfField,
      propertyOf,
      nameOf,
      labelOfFresh,
      widthOf: (at) => {
        const width = at.options?.width;
        return typeof width === 'string' ? width : short.has(typeOfField(fieldOfElement(at) ?? '') ?? '') ? 'half' : undefined;
      },
      access: (name): Access => {
        if (!roleFile) return 'write';
        const rights = asObject(roleFile.entities)?.[entity.name] ?? asObject(roleFile.entities)?.['*'];
        const can = Array.isArray(rights) ? rights : [];
        const of = asObject(asObject(roleFile.fields)?.[entity.name])?.[name];
        if (!can.includes('read') || of === 'hidden') return 'hidden';
        return of === 'read' || !can.includes('update') ? 'read' : 'write';
      },
      edit,
      apply,
      add,
      move: (path, target) => {
        const at = elementAt(layout, path);
        if (at && target) apply(t('moved', { what: nameOf(at) }), move(layout, path, target));
      },
      canCopy,
      copy,
      takeOff: (path) => {
        const at = elementAt(layout, path);
        if (!at) return;
        const { parent, index } = parentOf(path);
        const count = elementAt(layout, parent)?.elements?.length ?? 0;
        const label = t('tookOff', { what: nameOf(at) });
        const next = remove(layout, path);
        edit(label, next);
        const neighbour = count > 1 ? `${parent && `${parent}.`}elements.${Math.min(index, count - 2)}` : parent;
        canvas.set({ selected: neighbour && elementAt(next, neighbour) ? neighbour : null });
        announce(label);
      },
    };
  }, [entity, entityMeta, form, layout, store, types, language, meta, canvas, roleFile, t]);

  return { design, asking, stopAsking: () => setAsking(null), placedFields: useMemo(() => fieldsIn(layout), [layout]) };
}

/** A part of the layout without the fields in it. */
function frameOf(element: UiElement): UiElement {
  const copy = structuredClone(element);
  const empty = (one: UiElement) => {
    if (!one.elements) return;
    one.elements = one.elements.filter((child) => child.type !== 'Control');
    for (const child of one.elements) empty(child);
    one.elements = one.elements.filter((child) => child.type !== 'HorizontalLayout' || (child.elements?.length ?? 0) > 0);
  };
  if (isContainer(copy)) empty(copy);
  return copy;
}
