import { useTranslation } from '@lowcodecrm/web/i18n';
import { useQuery } from '@tanstack/react-query';
import { useDraft } from '../draft/index.ts';
import { Section } from '../parts/Settings.tsx';
import { useParts } from '../rules/parts.ts';
import type { RulesFile } from '../rules/queue.ts';
import { applyEdits, useStructures } from '../rules/structure.ts';
import { wordsQuery } from '../rules/words.ts';
import { ConditionSetting } from './ConditionSetting.tsx';
import { type Flag, findFlag, flagEdits } from './flags.ts';

const flags: Flag[] = ['required', 'show', 'readonly'];

/** When a field is required, shown, read-only: rules of its entity, written where such rules are written. */
export function FlagSettings({ entity, field, label }: { entity: string; field: string; label: string }) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const words = useQuery(wordsQuery(store.app)).data;
  const known = useStructures();
  const inParts = useParts();
  // Meanwhile the parts of the text before: what is shown stays, what is changed is changed in the newest.
  const files = known.flatMap(({ path, structure }): RulesFile[] => (structure ? [{ path, text: structure.of, structure }] : []));
  const spell = (file: RulesFile | null, keyword: string) => (file?.structure.japanese ? (words?.find((word) => word.text === keyword)?.alias ?? keyword) : keyword);
  const put = (flag: Flag, text: string) =>
    inParts((now) => {
      const change = flagEdits(now, entity, field, flag, text, spell);
      if (!change) return;
      const what = `${label} · ${t(`kinds.${flag}`)}`;
      store.edit(t(text ? 'condition.set' : 'condition.unset', { what, text }), [{ path: change.path, text: applyEdits(store.text(change.path) ?? '', change.edits) }], `flag ${entity} ${field} ${flag}`);
    });
  return (
    <Section title={t('conditions')}>
      {flags.map((flag) => {
        const found = findFlag(files, entity, field, flag);
        return (
          <ConditionSetting
            key={flag}
            entity={entity}
            japanese={found?.file.structure.japanese}
            label={t(`kinds.${flag}`)}
            text={found ? (found.rule.when?.text ?? 'true') : ''}
            empty={flag === 'show' ? t('alwaysShown') : t('never')}
            onText={(text) => put(flag, text)}
          />
        );
      })}
    </Section>
  );
}
