import { Channels } from './Channels.tsx';
import { NextStep } from './NextStep.tsx';
import styles from './rail.module.css';
import { Timeline } from './Timeline.tsx';

/** Beside the record: how to reach people, what comes next, what happened. */
export function Rail() {
  return (
    <div className={styles.rail}>
      <Channels />
      <NextStep />
      <Timeline />
    </div>
  );
}
