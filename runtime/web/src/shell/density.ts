import { useSetting } from '../api/settings.ts';
import { useApp } from './app.ts';

export const densities = ['compact', 'default', 'relaxed'] as const;
export type Density = (typeof densities)[number];

const HEIGHTS: Record<Density, number> = { compact: 32, default: 36, relaxed: 44 };
const known = (name: string | null | undefined) => densities.find((one) => one === name);

/** How close rows stand: as the user likes it, else as the app has it. */
export function useDensity() {
  const { name, meta } = useApp();
  const [own, setOwn, { isLoading }] = useSetting<Density | null>(name, 'density', null);
  const density = known(own) ?? known(meta.theme.density) ?? 'default';
  return { density, isLoading, setDensity: setOwn, rowHeight: HEIGHTS[density] };
}
