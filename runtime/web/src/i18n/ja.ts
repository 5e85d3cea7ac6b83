import { byArea } from './areas.ts';
import type { Texts } from './index.ts';

export default byArea(import.meta.glob<Record<string, unknown>>('./ja/*.json', { eager: true, import: 'default' })) satisfies Texts;
