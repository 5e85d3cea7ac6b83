import type { ConditionGroup } from '@lowcodecrm/web/api';
import { complete, describeGroup, Floating, isComplete, isGroup, useWords } from '@lowcodecrm/web/conditions';
import { useTranslation } from '@lowcodecrm/web/i18n';
import { useApp } from '@lowcodecrm/web/shell';
import { Button, IconButton } from '@lowcodecrm/web/ui';
import { Braces } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useDraft } from '../draft/index.ts';
import { useConditions, writeConditions } from './api.ts';
import styles from './Conditions.module.css';
import { GroupEditor } from './GroupEditor.tsx';
import { TextDialog } from './TextDialog.tsx';

const nothing: ConditionGroup = { match: 'all', conditions: [] };

export type ConditionProps = {
  /** Whose fields it is about. */
  entity: string;
  label: string;
  /** An expression of the rules language; '' for none. */
  text: string;
  onText: (text: string) => void;
  /** What stands there while there is none. */
  empty?: string;
  /** Whether the database must be able to answer it, as it must for what is listed. */
  listed?: boolean;
  /** It can be changed, not taken away: what it is of would mean nothing without. */
  needed?: boolean;
  /** Keywords are written in Japanese around it. */
  japanese?: boolean;
  id?: string;
};

/** A condition as a chip: pressed, it is put together from rows; `{}` shows the same as text. */
export function ConditionChip({ entity, label, text, onText, empty, listed, needed, japanese, id }: ConditionProps) {
  const { t } = useTranslation('forms');
  const { store } = useDraft();
  const { meta } = useApp();
  const of = meta.entities.find((one) => one.name === entity);
  const read = useConditions(entity, text);
  const [draft, setDraft] = useState<ConditionGroup | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState<'rows' | 'text' | null>(null);
  const [tried, setTried] = useState(false);
  const chip = useRef<HTMLButtonElement>(null);
  const turn = useRef(0);
  // What rows are changed from, so that what they leave alone stays as it was written; and what became of it.
  const base = useRef(text);
  const mine = useRef(text);
  const underway = useRef<string[]>([]);
  useEffect(() => {
    // Written here, and come back: perhaps while the next change is on its way already.
    const at = underway.current.indexOf(text);
    underway.current.splice(0, at + 1);
    if (at >= 0 || text === mine.current) return;
    // Undone, or changed elsewhere: that is what counts now.
    base.current = text;
    mine.current = text;
    turn.current++;
    setDraft(null);
    setProblem(null);
  }, [text]);
  const group = draft ?? read?.conditions ?? null;
  const words = useWords(group, of ?? none);
  const said = text === 'true' ? t('condition.always') : read?.conditions && of && text ? describeGroup(read.conditions, of, words) : text;

  const change = async (next: ConditionGroup) => {
    const now = ++turn.current;
    setDraft(next);
    const whole = complete(next);
    if (needed && whole.conditions.length === 0) return setProblem(t('condition.needed'));
    try {
      const written = await writeConditions(store.app, entity, whole, base.current, japanese);
      if (now !== turn.current) return;
      setProblem(written.text === null ? (written.diagnostics[0]?.message ?? null) : null);
      if (written.text === null || written.text === mine.current) return;
      mine.current = written.text;
      underway.current.push(written.text);
      onText(written.text);
    } catch (error) {
      if (now === turn.current) setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const close = () => {
    setOpen(null);
    setDraft(null);
    base.current = mine.current;
    underway.current = [];
    setProblem(null);
    setTried(false);
    chip.current?.focus();
  };
  return (
    <div className={styles.chip} data-empty={text === '' || undefined}>
      {text !== '' && <IconButton icon={Braces} size="small" label={t('condition.asText')} onClick={() => setOpen('text')} />}
      <button
        ref={chip}
        id={id}
        type="button"
        className={styles.said}
        aria-haspopup="dialog"
        aria-expanded={open === 'rows'}
        title={text || undefined}
        onClick={() => setOpen(of && (text === '' || read?.conditions) ? 'rows' : 'text')}
      >
        <span className="visually-hidden">{label}: </span>
        <span className="one-line">{said || empty || t('never')}</span>
      </button>
      {open === 'rows' && chip.current && of && (
        <Floating anchor={chip.current} align="end" label={t('condition.edit', { what: label })} onClose={close}>
          <GroupEditor entity={of} group={group ?? nothing} words={words} tried={tried} onChange={(next) => void change(next)} />
          {problem && (
            <p role="alert" className={styles.problem}>
              {problem}
            </p>
          )}
          <footer className={styles.tools}>
            {text !== '' && !needed && (
              <Button
                kind="text"
                size="small"
                onClick={() => {
                  onText('');
                  close();
                }}
              >
                {t('condition.clear')}
              </Button>
            )}
            <span className={styles.space} />
            <IconButton icon={Braces} size="small" label={t('condition.asText')} onClick={() => setOpen('text')} />
            <Button kind="primary" size="small" onClick={() => (isWhole(group ?? nothing) ? close() : setTried(true))}>
              {t('condition.done')}
            </Button>
          </footer>
        </Floating>
      )}
      {open === 'text' && <TextDialog entity={entity} label={label} text={text} onText={onText} onClose={close} listed={listed} needed={needed} simple={Boolean(text === '' || read?.conditions)} />}
    </div>
  );
}

/** Whether every row says what it compares with. */
const isWhole = (group: ConditionGroup): boolean => group.conditions.every((one) => (isGroup(one) ? isWhole(one) : isComplete(one)));

const none = { id: '', name: '', label: {}, plural: {}, display: 'id', keys: [], search: [], history: false, fields: [] };
