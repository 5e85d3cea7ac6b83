import { useEffect, useMemo, useState } from 'react';

/** What stands around the middle of a page: the rail and the columns at its sides, the bars above and below, and a margin. */
const around = { width: 700, height: 240 };

/** About how much room there is for a picture between the columns of a page. */
export function useRoom(): { width: number; height: number } {
  const [{ width, height }, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });
  useEffect(() => {
    const told = () => setSize({ width: window.innerWidth, height: window.innerHeight });
    window.addEventListener('resize', told);
    return () => window.removeEventListener('resize', told);
  }, []);
  return useMemo(() => ({ width: Math.max(200, width - around.width), height: Math.max(200, height - around.height) }), [width, height]);
}
