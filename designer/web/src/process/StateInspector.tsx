import { get, loadMeta, metaKey, query } from '@lowcodecrm/web/api';
import { formatNumber, useTranslation } from '@lowcodecrm/web/i18n';
import { Button, Segmented } from '@lowcodecrm/web/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { propertyIn } from '../data/actions.ts';
import { RenameDialog } from '../data/RenameDialog.tsx';
import { asText, type Edits, localesOf, moved, type OptionDraft, optionsOf, putOptions, useDraft, writeLabel, writtenLabel } from '../draft/index.ts';
import { ColorPicker } from '../parts/ColorPicker.tsx';
import { Row, Section, TextSetting } from '../parts/Settings.tsx';
import type { State } from '../rules/structure.ts';
import { kindOf, leavingWith, orderStates, removeState, setStateKind } from './edits.ts';
import { NameSetting } from './NameSetting.tsx';
import styles from './Process.module.css';
import type { Selected } from './ProcessPage.tsx';
import type { Opened } from './useProcess.ts';

/** A state: the option that it is, and its part in the process. */
export function StateInspector({ opened, state, onSelect }: { opened: Opened; state: State; onSelect: (selected: Selected) => void }) {
  const { t, i18n } = useTranslation('process');
  const { store } = useDraft();
  const [renaming, setRenaming] = useState(false);
  const { process, entity, field, options } = opened;
  const name = state.name.text;
  const option = options.find((one) => one.value === name);
  const index = process.states.indexOf(state);
  const held = useHeld(process.entity.text, process.field.text, name);
  const label = t('changedState', { state: opened.stateLabel(name) });
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });

  const inOptions = (work: (all: OptionDraft[], edits: Edits) => OptionDraft[]) => (edits: Edits) => {
    if (!entity || !field) return;
    const property = propertyIn(edits, entity.name, field.name);
    putOptions(property, work(structuredClone(optionsOf(property)), edits), field.required);
  };
  const writeOption = (part: Partial<OptionDraft>) =>
    opened.write(
      label,
      null,
      inOptions((all) => all.map((one) => (one.value === name ? ({ ...one, ...part } as OptionDraft) : one))),
    );
  const move = (by: number) => {
    const order = moved(process.states, index, index + by);
    // The options are offered in the order of the states; those that are no states stay where they are.
    const rank = order.map((one) => one.name.text);
    opened.write(
      label,
      (now, text) =>
        orderStates(
          text,
          now,
          rank.flatMap((one) => now.states.find((state) => state.name.text === one) ?? []),
        ),
      inOptions((all) => {
        const sorted = all.filter((one) => rank.includes(one.value)).sort((a, b) => rank.indexOf(a.value) - rank.indexOf(b.value));
        return all.map((one) => (rank.includes(one.value) ? sorted.shift()! : one));
      }),
    );
  };
  return (
    <>
      <Section title={t('state')}>
        {option &&
          localesOf(store).map((locale) => (
            <TextSetting
              key={locale}
              label={t('label', { language: names.of(locale) ?? locale })}
              lang={locale}
              value={writtenLabel(store, option, locale) ?? ''}
              onValue={(text) =>
                opened.write(
                  label,
                  null,
                  inOptions((all, edits) => {
                    const own = all.find((one) => one.value === name);
                    if (own) writeLabel(edits, store, own, locale, 'label', text);
                    return all;
                  }),
                )
              }
            />
          ))}
        {option && <Row label={t('color')}>{() => <ColorPicker name="state-color" label={t('color')} value={asText(option.color)} onValue={(color) => writeOption({ color })} />}</Row>}
        <NameSetting name={name} onRename={() => setRenaming(true)} />
        <Row label={t('place')}>
          {() => (
            <Segmented
              label={t('place')}
              value={kindOf(state)}
              onValue={(kind) => opened.write(label, (now) => setStateKind(now, name, kind, opened.spell))}
              options={[
                { key: 'initial', label: t('initial') },
                { key: 'none', label: t('between') },
                { key: 'final', label: t('final') },
              ]}
            />
          )}
        </Row>
        <div className={styles.inline}>
          <Button size="small" icon={ArrowUp} disabled={index <= 0} onClick={() => move(-1)}>
            {t('earlier')}
          </Button>
          <Button size="small" icon={ArrowDown} disabled={index >= process.states.length - 1} onClick={() => move(1)}>
            {t('later')}
          </Button>
        </div>
      </Section>
      <Section>
        {held !== undefined && held > 0 && <p className={styles.note}>{t('held', { count: held, shown: formatNumber(held, i18n.language) })}</p>}
        <p className={styles.note}>{t('removeStateHelp')}</p>
        <Button
          kind="text"
          icon={Trash2}
          onClick={() => {
            opened.write(
              t('removedState', { state: opened.stateLabel(name) }),
              (now, text) => removeState(text, now, name),
              (edits) => opened.unlabel(edits, leavingWith(process, name)),
            );
            onSelect(null);
          }}
        >
          {t('removeState')}
        </Button>
      </Section>
      {renaming && (
        <RenameDialog
          of={{ kind: 'option', entity: process.entity.text, field: process.field.text, name }}
          onClose={() => setRenaming(false)}
          onRenamed={(next) => {
            setRenaming(false);
            onSelect({ kind: 'state', name: next });
          }}
        />
      )}
    </>
  );
}

/** How many live records are in a state; unknown where the live app does not have it. */
function useHeld(entity: string, field: string, state: string): number | undefined {
  const { store, live } = useDraft();
  const client = useQueryClient();
  return useQuery({
    queryKey: ['design', store.app, 'held', entity, field, state, live],
    queryFn: async ({ signal }) => {
      const meta = await client.ensureQueryData({ queryKey: metaKey(store.app), queryFn: () => loadMeta(store.app) });
      const options = meta.entities.find((one) => one.name === entity)?.fields.find((one) => one.name === field)?.options;
      if (!options?.some((one) => one.value === state)) return 0;
      return Number(await get<number | string>(`/api/${encodeURIComponent(store.app)}/${encodeURIComponent(entity)}/$count${query({ filter: `${field} = ${state}` })}`, signal));
    },
    retry: false,
  }).data;
}
