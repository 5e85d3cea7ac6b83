import { useTranslation } from '@lowcodecrm/web/i18n';
import { asText, change, type Edits, type EntityDraft, entityOf, type FieldDraft, labelOf, type OptionDraft, optionsOf, useDraft } from '../draft/index.ts';
import { rewritten } from '../rules/rewrite.ts';
import { type Process, type Structure, type TextEdit, useStructures } from '../rules/structure.ts';
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
  stateLabel: (state: string) => string;
  stateColor: (state: string) => string | undefined;
  /** What is called what in the language files: of a transition. */
  transitionKey: (transition: string) => string | null;
  transitionLabel: (transition: string) => string;
  /** Changes the text, and other files with it, as one step; nothing while the parts known are not those of the text. */
  write: (label: string, edits: TextEdit[], more?: (edits: Edits) => void) => void;
};

export type Listed = { path: string; process: Process; structure: Structure & { of: string } };

export function useProcesses(): Listed[] {
  return useStructures().flatMap(({ path, structure }) => (structure?.processes ?? []).map((process) => ({ path, process, structure: structure! })));
}

export function useOpened(listed: Listed | undefined): Opened | null {
  const { i18n } = useTranslation('process');
  const { store } = useDraft();
  const spell = useSpell(listed?.structure.japanese ?? false);
  if (!listed) return null;
  const { path, process, structure } = listed;
  const entity = entityOf(store, process.entity.text);
  const field = entity?.fields.find((one) => one.name === process.field.text) ?? null;
  const options = field ? optionsOf(field.value) : [];
  const option = (state: string) => options.find((one) => one.value === state);
  const key = (transition: string) => (asText(entity?.crm.id) ? `${asText(entity?.crm.id)}:${process.name.text}.${transition}` : null);
  return {
    path,
    text: structure.of,
    process,
    entity,
    field,
    options,
    spell,
    stateLabel: (state) => labelOf(store, option(state) ?? {}, i18n.language, state),
    stateColor: (state) => asText(option(state)?.color),
    transitionKey: key,
    transitionLabel: (transition) => labelOf(store, key(transition) ? { id: key(transition)! } : {}, i18n.language, transition),
    write: (label, edits, more) => {
      const next = edits.length > 0 ? rewritten(path, structure.of, store.text(path) ?? '', edits) : undefined;
      if (next === null) return;
      change(
        store,
        label,
        (files) => {
          more?.(files);
          if (next !== undefined) files.text(path, next);
        },
        `${path} ${label}`,
      );
    },
  };
}
