import { bench, describe } from 'vitest';
import type { FieldMeta, Meta } from '../api/meta.ts';
import { Environment, RecordEvaluator } from './index.ts';

// 100 fields, 50 computed, 50 validations: a keystroke in a field that few read, and in one on which all depend. The target is 4 ms.

const text = (ja: string) => ({ ja, en: ja });
const field = (name: string, origin: FieldMeta['origin']): FieldMeta => ({
  id: name,
  name,
  property: name,
  type: 'decimal',
  label: text(name),
  origin,
  required: false,
  readonly: origin !== 'entered',
  scale: 2,
  precision: 18,
});
const own = (name: string) => ({ k: 'field', t: 'decimal', r: { k: 'rec', t: 'record', s: 0 }, f: name });
const number = (value: string) => ({ k: 'lit', t: 'decimal', v: value });
const bin = (op: string, l: unknown, r: unknown, t = 'decimal') => ({ k: 'bin', t, op, l, r });

const entered = Array.from({ length: 50 }, (_, i) => `e${i}`);
const computed = Array.from({ length: 50 }, (_, i) => `c${i}`);
const meta = {
  name: 'bench',
  defaultLocale: 'ja',
  timeZone: 'Asia/Tokyo',
  user: { id: 'u', roles: [] },
  entities: [
    {
      name: 'thing',
      label: text('物'),
      plural: text('物'),
      display: 'e0',
      keys: [],
      search: [],
      history: false,
      id: 't',
      fields: [...entered.map((name) => field(name, 'entered')), ...computed.map((name) => field(name, 'computed'))],
    },
  ],
  rules: {
    zone: null,
    calendar: null,
    functions: {},
    entities: {
      thing: {
        defaults: [],
        rollups: [],
        warnings: [],
        states: [],
        processes: [],
        beforeSave: [],
        // Each reads its own field, the first field, and the one computed before it.
        computed: computed.map((name, i) => ({
          name,
          field: name,
          value: {
            k: 'call',
            t: 'decimal',
            f: 'round_half_up',
            a: [bin('add', bin('divide', bin('multiply', own(`e${i}`), own('e0')), number('100')), i > 0 ? own(`c${i - 1}`) : number('1')), { k: 'lit', t: 'int', v: '2' }],
          },
        })),
        validations: computed.map((name, i) => ({ name: `v${i}`, when: bin('greater', own(`e${i}`), number('0'), 'bool'), require: bin('less', own(name), number('1000000000'), 'bool'), at: [`e${i}`] })),
      },
    },
  },
} as unknown as Meta;

const start = () => new RecordEvaluator(new Environment(meta, 'ja'), 'thing', 'x', Object.fromEntries(entered.map((name, i) => [name, String(i + 1)])));

describe('a keystroke, 100 fields, 50 computed, 50 validations', () => {
  const few = start();
  let a = 0;
  bench('in the last field: one computed, one validation', () => {
    few.set({ e49: String(++a % 1000) });
  });
  const all = start();
  let b = 0;
  bench('in the first field: all of them', () => {
    all.set({ e0: String(++b % 1000) });
    all.violations();
  });
});
