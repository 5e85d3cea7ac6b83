import { evaluate, type Node } from '@lowcodecrm/rules';
import { expect, it } from 'vitest';

const text = (v: string | null): Node => ({ k: 'lit', t: 'text', v }) as Node;
const when = (holds: boolean, item: Node): Node => ({ k: 'if', t: 'text', c: { k: 'lit', t: 'bool', v: holds } as Node, a: item, b: text(null) }) as Node;

it('a list of results has what applies, in order and as often as it applies; a set each once', () => {
  const items = [when(true, text('b')), when(false, text('c')), when(true, text('a')), when(true, text('b'))];
  expect(evaluate({ k: 'set', t: 'list', i: items }, null, {} as never)).toEqual(['b', 'a', 'b']);
  expect(evaluate({ k: 'set', t: 'set', i: items }, null, {} as never)).toEqual(['b', 'a']);
});
