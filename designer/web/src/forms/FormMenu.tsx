import { inLanguage, type Label } from '@lowcodecrm/web/api';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Dialog, EntityIcon, Field, Icon, Input, Menu } from '@lowcodecrm/web/ui';
import { ChevronDown, Copy, Pencil, Plus, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { asText, change, type EntityDraft, entitiesOf, freeName, freshId, labelOf, localesOf, nameFrom, printJson, useDraft } from '../draft/index.ts';
import { useDesigner } from '../shell/designer.ts';
import { inBoth } from './bothLanguages.ts';
import { useDesign } from './design.ts';
import styles from './FormMenu.module.css';
import { defaultForm, type FormDraft, formFile, formValue } from './formFiles.ts';

/** Which entity's form is open, the others, and what is done with a form as a whole. */
export function FormMenu({ entity, form, forms }: { entity: EntityDraft; form: FormDraft; forms: FormDraft[] }) {
  const { t, i18n } = useTranslation('forms');
  const { store } = useDraft();
  const { meta } = useApp();
  const { path } = useDesigner();
  const { layout } = useDesign();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'add' | 'copy' | 'rename' | null>(null);
  const titleOf = (one: FormDraft) => inLanguage(one.title, i18n.language, meta) || (one.name === defaultForm ? t('mainForm') : one.name);
  const nameOf = (one: EntityDraft) => labelOf(store, one.value, i18n.language, one.name);
  const open = (of: string, name?: string) => void navigate(path(`forms/${encodeURIComponent(of)}${name ? `/${encodeURIComponent(name)}` : ''}`));

  const make = (title: Label, source: 'empty' | 'copy') => {
    const name = freeName(
      nameFrom(title.en || Object.values(title)[0]!, 'form'),
      forms.map((one) => one.name),
      'option',
    );
    const value = formValue(null, source === 'copy' ? layout : { type: 'VerticalLayout', elements: [] }, title);
    change(store, t('addedForm', { form: inLanguage(title, i18n.language, meta) }), (edits) => {
      // The form that was made from the fields is written down, so that a second one does not take its place.
      if (form.generated) edits.put(formFile(entity.name, defaultForm), formValue(null, layout, inBoth(store, 'main')));
      edits.put(formFile(entity.name, name), { ...value, id: freshId('fm'), title });
    });
    open(entity.name, name);
  };
  const rename = (title: Label) =>
    change(store, t('renamedForm'), (edits) => {
      edits.put(form.file, { ...formValue(store.json(form.file), layout, title), title });
    });
  const makeDefault = () => {
    const first = formFile(entity.name, defaultForm);
    const before = store.json(first);
    const own = store.json(form.file);
    if (!own) return;
    store.edit(t('madeDefault', { form: titleOf(form) }), [
      { path: first, text: printJson(own) },
      { path: form.file, text: before ? printJson(before) : null },
    ]);
    open(entity.name, defaultForm);
  };
  const remove = () => {
    store.edit(t('removedForm', { form: titleOf(form) }), [{ path: form.file, text: null }]);
    open(entity.name);
  };
  return (
    <>
      <Menu
        label={t('forms')}
        items={[
          { key: 'of', heading: t('formsOf', { entity: nameOf(entity) }) },
          ...forms.map((one) => ({ key: `form:${one.name}`, label: titleOf(one), checked: one.name === form.name, onSelect: () => open(entity.name, one.name) })),
          { key: 'sep1', separator: true },
          { key: 'add', label: t('addForm'), icon: Plus, onSelect: () => setDialog('add') },
          { key: 'copy', label: t('copyForm'), icon: Copy, onSelect: () => setDialog('copy') },
          { key: 'rename', label: t('renameForm'), icon: Pencil, onSelect: () => setDialog('rename') },
          ...(form.name !== defaultForm ? [{ key: 'default', label: t('makeDefault'), icon: Star, onSelect: makeDefault }] : []),
          ...(form.generated ? [] : [{ key: 'remove', label: forms.length > 1 ? t('removeForm') : t('resetForm'), icon: Trash2, danger: true, onSelect: remove }]),
          { key: 'sep2', separator: true },
          { key: 'entities', heading: t('entities') },
          ...entitiesOf(store).map((one) => ({
            key: `entity:${one.name}`,
            label: nameOf(one),
            lead: <EntityIcon entity={{ icon: asText(one.crm.icon), color: asText(one.crm.color) }} size={16} />,
            checked: one.name === entity.name,
            onSelect: () => open(one.name),
          })),
        ]}
      >
        {(trigger) => (
          <button type="button" className={styles.trigger} {...trigger}>
            <span className="one-line">{nameOf(entity)}</span>
            <span className={styles.slash}>/</span>
            <span className="one-line">{titleOf(form)}</span>
            <Icon of={ChevronDown} size={14} />
          </button>
        )}
      </Menu>
      {dialog && (
        <TitleDialog
          title={dialog === 'rename' ? t('renameForm') : dialog === 'copy' ? t('copyForm') : t('addForm')}
          value={dialog === 'rename' ? form.title : undefined}
          submit={dialog === 'rename' ? t('common:save') : t('add')}
          onClose={() => setDialog(null)}
          onTitle={(title) => {
            setDialog(null);
            if (dialog === 'rename') rename(title);
            else make(title, dialog === 'copy' ? 'copy' : 'empty');
          }}
        />
      )}
    </>
  );
}

/** What a form or a view is called, in each language of the app. */
export function TitleDialog({ title, value, submit, onClose, onTitle }: { title: string; value: Label | string | undefined; submit: string; onClose: () => void; onTitle: (title: Label) => void }) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const locales = localesOf(store);
  const [texts, setTexts] = useState<Label>(() => (typeof value === 'string' ? { [locales[0]!]: value } : { ...value }));
  const [tried, setTried] = useState(false);
  const filled = Object.fromEntries(Object.entries(texts).flatMap(([locale, text]) => (text.trim() ? [[locale, text.trim()]] : [])));
  const given = Object.keys(filled).length > 0;
  return (
    <Dialog title={title} onClose={onClose} dirty={given && value === undefined} submit={{ label: submit, onSubmit: () => (given ? onTitle(filled) : setTried(true)) }}>
      <div className={styles.titles}>
        {locales.map((locale, i) => (
          <Field key={locale} label={t('titleIn', { language: t(`data:languages.${locale}`, { defaultValue: locale }) })} required={i === 0} error={tried && !given && i === 0 ? t('needsTitle') : undefined}>
            {(control) => <Input {...control} lang={locale} autoFocus={i === 0} value={texts[locale] ?? ''} onValue={(text) => setTexts({ ...texts, [locale]: text })} />}
          </Field>
        ))}
      </div>
    </Dialog>
  );
}
