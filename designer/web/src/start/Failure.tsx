import { ApiError } from '@lowcodecrm/web/api';
import styles from './Start.module.css';

/** Why it did not work, each reason on its own. */
export function Failure({ error }: { error: Error | null }) {
  if (!error) return null;
  const details = error instanceof ApiError ? error.details : [];
  return (
    <div role="alert" className={styles.failure}>
      <p>{error.message}</p>
      {details.length > 1 && (
        <ul>
          {details.map((detail) => (
            <li key={`${detail.target}${detail.message}`}>{detail.message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
