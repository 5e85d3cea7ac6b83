import { Check, CircleHelp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WhyNode, WhyPart } from '../../api/why.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useRecordPage } from '../context.ts';
import { ruleName } from '../values/words.ts';
import styles from './why.module.css';

type ReasonPartProps = { part: WhyPart; isOnly: boolean; said: string[]; onAsk: (field: string) => void };

/** A rule behind it: what it says, whether that holds, the values that it looked at. */
export function ReasonPart({ part, isOnly, said, onAsk }: ReasonPartProps) {
  const { t } = useTranslation('record');
  const { meta, language } = useApp();
  const { entity } = useRecordPage();
  const isCondition = part.role !== 'value';
  const reads = part.reads ?? [];
  const items = part.tree?.children.filter((child) => child.state === 'true' && child.shown === child.words) ?? [];
  return (
    <section className={styles.part}>
      {(!isOnly || isCondition) && (
        <h3 className={styles.role}>
          {t(`why.roles.${part.role}`)}
          {isCondition && <Holds holds={part.holds} />}
        </h3>
      )}
      {part.message && !said.some((one) => one.includes(part.message!)) && <p>{part.message}</p>}
      {part.text && part.text !== part.message && !said.includes(part.text) && <p className={styles.expression}>{part.text}</p>}
      {reads.length > 0 && (
        <dl className={styles.reads}>
          {reads.map((read) => (
            <div key={read.words}>
              <dt>{read.words}</dt>
              <dd className="numbers">
                {read.own && read.derived ? (
                  <button type="button" className={styles.further} aria-label={t('why.further', { field: read.words, value: read.shown })} onClick={() => onAsk(read.field)}>
                    {read.shown}
                    <Icon of={CircleHelp} size={12} />
                  </button>
                ) : (
                  read.shown
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {items.length > 0 && <Counted items={items} more={part.tree?.more ?? 0} />}
      {part.change && !said.includes(part.change) && <p className={styles.change}>{part.change}</p>}
      {part.rule && <p className={styles.quiet}>{t('why.rule', { name: ruleName(part.rule, { meta, entity: entity.name, language, t }) })}</p>}
    </section>
  );
}

/** Never by its colour alone. */
function Holds({ holds }: { holds: boolean | undefined }) {
  const { t } = useTranslation('record');
  const key = holds === undefined ? 'open' : holds ? 'yes' : 'no';
  return (
    <span className={styles.holds} data-holds={key}>
      <Icon of={holds === undefined ? CircleHelp : holds ? Check : X} size={12} />
      {t(`why.holds.${key}`)}
    </span>
  );
}

/** The records that a sum went over. */
function Counted({ items, more }: { items: WhyNode[]; more: number }) {
  const { t } = useTranslation('record');
  return (
    <dl className={styles.reads}>
      {items.slice(0, SHOWN).map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: several records may be called the same
        <div key={i}>
          <dt>{item.words}</dt>
          <dd className="numbers">{item.children[0]?.shown}</dd>
        </div>
      ))}
      {items.length + more > SHOWN && <div className={styles.quiet}>{t('why.more', { count: items.length + more - SHOWN })}</div>}
    </dl>
  );
}

const SHOWN = 8;
