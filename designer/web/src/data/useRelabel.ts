import { inLanguage } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { change, type EntityDraft, type FieldDraft, labelOf, useDraft, writeLabel } from '../draft/index.ts';
import { inBoth } from '../forms/bothLanguages.ts';
import { useLiveMeta } from '../forms/usePreview.ts';
import { useFieldTypes } from '../parts/fieldTypes.ts';
import { propertyIn } from './actions.ts';
import { type OnLabel, relabel } from './relabel.ts';

/** Writes a field's labels. Until it is published first, its name follows them: `onNamed` is told. */
export function useRelabel(entity: EntityDraft, field: FieldDraft, onNamed?: (name: string) => void): OnLabel {
  const { t, i18n } = useTranslation('data');
  const { store } = useDraft();
  const live = useLiveMeta(store.app);
  const type = useFieldTypes().data?.value.find((one) => one.type === field.type);
  const published = !live || live.entities.some((one) => one.fields.some((known) => known.id === field.id || (one.name === entity.name && known.name === field.name)));
  const isProvisional = (locale: string, text: string) => {
    const n = Number(/\d+/.exec(text)?.[0]);
    return n > 0 && inBoth(store, 'field', (of) => ({ type: inLanguage(type?.label, of), n }))[locale] === text;
  };
  return (locale, part, text) => {
    let name = field.name;
    change(store, t('changedLabel', { thing: labelOf(store, field.value, i18n.language, field.name) }), (edits) => {
      if (part === 'label' && !published) name = relabel(edits, store, entity, field, locale, text, isProvisional);
      else writeLabel(edits, store, propertyIn(edits, entity.name, field.name), locale, part, text);
    });
    if (name !== field.name) onNamed?.(name);
  };
}
