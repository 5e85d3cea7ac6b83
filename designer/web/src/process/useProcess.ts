import { useTranslation } from '@lowcodecrm/web/i18n';
import { asText, change, type Edits, type EntityDraft, entityOf, type FieldDraft, labelOf, localeFile, localesOf, type OptionDraft, optionsOf, useDraft } from '../draft/index.ts';
import en from '../i18n/en/process.json';
import ja from '../i18n/ja/process.json';
import { useParts } from '../rules/parts.ts';
import { applyEdits, type Process, type Structure, type TextEdit, type Transition, useStructures } from '../rules/structure.ts';
import { type Spell, useSpell } from '../rules/words.ts';

/** A process with all that it is about, and the one way to change it. */
export type Opened = {
  path: string;
  /** The file's text that all places are of. */
  text: string;
  process: Process;
  entity: EntityDraft | null;
  field: FieldDraft | null;
  options: OptionDraft[];
  spell: Spell;
  japanese: boolean;
  stateLabel: (state: string) => string;
  stateColor: (state: string) => string | undefined;
  /** What is called what in the language files: of a transition. */
  transitionKey: (transition: string) => string | null;
  transitionLabel: (transition: string) => string;
  /** What it is called in a language while it has no label of its own. */
  transitionDefault: (transition: string, locale: string) => string;
  /** Takes the labels of transitions that go out of the language files. */
  unlabel: (edits: Edits, transitions: string[]) => void;
  /** Changes the text, and other files with it, as one step: `work` is given the process as it is when its turn comes. */
  write: (label: string, work: ((process: Process, text: string) => TextEdit[]) | null, more?: (edits: Edits) => void) => void;
  /** Changes a transition; nothing where it is gone. */
  writeIn: (label: string, transition: string, work: (transition: Transition, text: string) => TextEdit[]) => void;
};

export type Listed = { path: string; process: Process; structure: Structure & { of: string } };

export function useProcesses(): Listed[] {
  return useStructures().flatMap(({ path, structure }) => (structure?.processes ?? []).map((process) => ({ path, process, structure: structure! })));
}

export function useOpened(listed: Listed | undefined): Opened | null {
  const { i18n } = useTranslation('process');
  const { store } = useDraft();
  const spell = useSpell(listed?.structure.japanese ?? false);
  const inParts = useParts();
  if (!listed) return null;
  const { path, process, structure } = listed;
  const entity = entityOf(store, process.entity.text);
  const field = entity?.fields.find((one) => one.name === process.field.text) ?? null;
  const options = field ? optionsOf(field.value) : [];
  const option = (state: string) => options.find((one) => one.value === state);
  /** As the server calls a transition that has no label: by where it leads. */
  const leadsTo = (transition: string, locale: string) => {
    const to = process.transitions.find((one) => one.name.text === transition)?.to.text;
    const state = to && labelOf(store, option(to) ?? {}, locale, to);
    return state ? (locale.startsWith('ja') ? ja : en).leadsTo.replace('{{state}}', state) : transition;
  };
  const key = (transition: string) => (asText(entity?.crm.id) ? `${asText(entity?.crm.id)}:${process.name.text}.${transition}` : null);
  const write: Opened['write'] = (label, work, more) =>
    inParts((files) => {
      const file = files.find((one) => one.path === path);
      const now = file?.structure.processes.find((one) => one.name.text === process.name.text);
      if (!file || !now) return;
      const edits = work?.(now, file.text) ?? [];
      if (work && edits.length === 0) return;
      change(
        store,
        label,
        (all) => {
          more?.(all);
          if (edits.length > 0) all.text(path, applyEdits(file.text, edits));
        },
        `${path} ${label}`,
      );
    });
  return {
    path,
    text: structure.of,
    process,
    entity,
    field,
    options,
    spell,
    japanese: structure.japanese,
    stateLabel: (state) => labelOf(store, option(state) ?? {}, i18n.language, state),
    stateColor: (state) => asText(option(state)?.color),
    transitionKey: key,
    transitionLabel: (transition) => labelOf(store, key(transition) ? { id: key(transition)! } : {}, i18n.language, leadsTo(transition, i18n.language)),
    transitionDefault: leadsTo,
    unlabel: (edits, transitions) => {
      for (const id of transitions.flatMap((transition) => key(transition) ?? [])) for (const locale of localesOf(store)) if (store.json(localeFile(locale))?.[id] !== undefined) delete edits.json(localeFile(locale))[id];
    },
    write,
    writeIn: (label, transition, work) =>
      write(label, (now, text) => {
        const own = now.transitions.find((one) => one.name.text === transition);
        return own ? work(own, text) : [];
      }),
  };
}

/** What a process is called in the reader's language; without a label, what it is of where its name says no more, else its name. */
export function useProcessLabel(): (process: Process) => string {
  const { i18n } = useTranslation('process');
  const { store } = useDraft();
  return (process) => {
    const entity = entityOf(store, process.entity.text);
    const id = asText(entity?.crm.id);
    const field = process.name.text === `${process.entity.text}_${process.field.text}` ? entity?.fields.find((one) => one.name === process.field.text) : undefined;
    return labelOf(store, id ? { id: `${id}:${process.name.text}` } : {}, i18n.language, field ? labelOf(store, field.value, i18n.language, field.name) : process.name.text);
  };
}
