import { CircleHelp, type LucideIcon } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { WhyQuestion } from '../../api/why.ts';
import { Floating } from '../../list/conditions/Floating.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Explanation } from './Explanation.tsx';
import styles from './why.module.css';

type WhyButtonProps = { question: WhyQuestion; label: string; icon?: LucideIcon; align?: 'start' | 'end'; className?: string; children?: ReactNode };

/** One press tells why: a small panel beside what is asked about, closed by Escape or a press elsewhere. */
export function WhyButton({ question, label, icon = CircleHelp, align, className, children }: WhyButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button ref={button} type="button" aria-label={children ? undefined : label} aria-expanded={open} aria-haspopup="dialog" className={className ?? (children ? undefined : styles.why)} onClick={() => setOpen(!open)}>
        {children ?? <Icon of={icon} size={14} />}
      </button>
      {open && button.current && (
        <Floating anchor={button.current} label={label} align={align} onClose={close}>
          <Explanation question={question} />
        </Floating>
      )}
    </>
  );
}
