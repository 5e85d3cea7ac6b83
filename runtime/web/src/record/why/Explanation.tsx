import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWhy, type Why, type WhyQuestion } from '../../api/why.ts';
import { formatDateTime } from '../../i18n/formats.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../ui/Icon.tsx';
import { usePatience } from '../../ui/Skeleton.tsx';
import { useRecordPage } from '../context.ts';
import { useCalled } from '../values/useUsers.ts';
import { ReasonPart } from './ReasonPart.tsx';
import styles from './why.module.css';

type Asked = { question: WhyQuestion; from?: string };

/** The reason, and from a value that is worked out itself the way on to its own. */
export function Explanation({ question }: { question: WhyQuestion }) {
  const { t } = useTranslation('record');
  const { name: app, language } = useApp();
  const { entity, record } = useRecordPage();
  const [way, setWay] = useState<Asked[]>([{ question }]);
  const asked = way.at(-1)!;
  const { data, isError } = useWhy(app, entity.name, record.id, asked.question, language);
  const box = useRef<HTMLDivElement>(null);
  // What was pressed is gone: the reader goes on from the top.
  useEffect(() => {
    if (way.length > 0) box.current?.focus();
  }, [way]);
  return (
    <div ref={box} className={styles.reason} tabIndex={-1} aria-busy={!data && !isError}>
      {asked.from && (
        <button type="button" className={styles.back} onClick={() => setWay(way.slice(0, -1))}>
          <Icon of={ArrowLeft} size={14} />
          {t('why.back', { title: asked.from })}
        </button>
      )}
      {!data && !isError && <Asking />}
      {isError && <p role="alert">{t('why.failed')}</p>}
      {data && <Reason why={data} onAsk={(field) => setWay([...way, { question: { field }, from: data.title }])} />}
    </div>
  );
}

function Asking() {
  const { t } = useTranslation('record');
  return usePatience() ? <p className={styles.quiet}>{t('why.asking')}</p> : null;
}

const VALUES = new Set(['computed', 'rollup', 'default', 'entered', 'rule', 'system']);

function Reason({ why, onAsk }: { why: Why; onAsk: (field: string) => void }) {
  const { t } = useTranslation('record');
  const { language, timeZone } = useApp();
  const called = useCalled();
  return (
    <>
      <h2 className={styles.head}>
        {why.title}
        {VALUES.has(why.kind) && <span className={`${styles.outcome} numbers`}>{why.shown}</span>}
      </h2>
      {why.summary && <p>{why.summary}</p>}
      {why.change && <p className={styles.change}>{why.change}</p>}
      {why.parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name, and stay where they are
        <ReasonPart key={i} part={part} isOnly={why.parts.length === 1} said={[why.summary, why.change ?? '', why.title]} onAsk={onAsk} />
      ))}
      {why.unknown && <p className={styles.quiet}>{why.unknown}</p>}
      {why.origin && <p className={styles.quiet}>{t('why.when', { when: formatDateTime(why.origin.at, language, timeZone), who: why.origin.by ? called(why.origin.by) : t('history.system') })}</p>}
    </>
  );
}
