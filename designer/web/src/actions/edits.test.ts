import { describe, expect, it } from 'vitest';
import { applyEdits, type Block, type Command, type Part } from '../rules/structure.ts';
import { addCommand, addOtherwise, moveCommand, removeAssignment, removeCommand, removeOtherwise, setAssignment, setClause } from './edits.ts';

const long = `rules for deal {
  after save a {
    // the first
    set name = trim(name)
    create task { kind: call, deal: this } // at once
    set note = "x"
  }
}
`;

const part = (text: string, needle: string): Part => {
  const start = text.indexOf(needle);
  return { text: needle, span: { start, length: needle.length, end: start + needle.length } };
};
const command = (text: string, needle: string, kind: Command['kind'] = 'set'): Command => ({ kind, span: part(text, needle).span });
function block(text: string, ...commands: string[]): Block {
  const open = text.indexOf('{', text.indexOf('save'));
  const close = text.slice(0, text.lastIndexOf('}', text.lastIndexOf('}') - 1) + 1).length - 1;
  return { span: { start: open, length: close + 1 - open, end: close + 1 }, open, close, commands: commands.map((one) => command(text, one)) };
}
const commands = ['set name = trim(name)', 'create task { kind: call, deal: this }', 'set note = "x"'];

describe('commands', () => {
  it('are added below the others, whose lines stay as they are', () => {
    const next = applyEdits(long, addCommand(long, block(long, ...commands), 'if a = b {\n}'));
    expect(next).toBe(long.replace('    set note = "x"\n', '    set note = "x"\n    if a = b {\n    }\n'));
  });

  it('break a block on one line into lines', () => {
    const short = 'rules for deal {\n  before save a { set a = 1 set b = 2 }\n}\n';
    expect(applyEdits(short, addCommand(short, block(short, 'set a = 1', 'set b = 2'), 'set c = 3'))).toBe('rules for deal {\n  before save a {\n    set a = 1\n    set b = 2\n    set c = 3\n  }\n}\n');
    const none = 'rules for deal {\n  before save a { }\n}\n';
    expect(applyEdits(none, addCommand(none, block(none), 'set c = 3'))).toBe('rules for deal {\n  before save a {\n    set c = 3\n  }\n}\n');
  });

  it('go with the remarks above them and leave the others', () => {
    const next = applyEdits(long, removeCommand(long, command(long, commands[0]!)));
    expect(next).not.toContain('the first');
    expect(next).toContain('    create task { kind: call, deal: this } // at once\n    set note');
  });

  it('change places with their remarks', () => {
    expect(applyEdits(long, moveCommand(long, block(long, ...commands), 0, 2))).toBe(
      long.replace(
        '    // the first\n    set name = trim(name)\n    create task { kind: call, deal: this } // at once\n    set note = "x"',
        '    create task { kind: call, deal: this }\n    set note = "x" // at once\n    // the first\n    set name = trim(name)',
      ),
    );
  });

  it('take values for fields and leave them out', () => {
    const list = (text: string) => ({
      open: text.indexOf('{ kind'),
      close: text.indexOf(' } //') + 1,
      items: ['kind: call', 'deal: this'].map((one) => ({ span: part(text, one).span, field: part(text, one.split(':')[0]!), value: part(text, one.split(': ')[1]!) })),
    });
    expect(applyEdits(long, setAssignment(long, list(long), 'due_on', 'today()'))).toContain('{ kind: call, deal: this, due_on: today() } // at once');
    expect(applyEdits(long, setAssignment(long, list(long), 'kind', 'mail'))).toContain('{ kind: mail, deal: this }');
    expect(applyEdits(long, removeAssignment(list(long), 'kind'))).toContain('create task { deal: this }');
    expect(applyEdits(long, removeAssignment(list(long), 'deal'))).toContain('create task { kind: call }');
  });

  it('get conditions and what is done otherwise', () => {
    const loop = 'for each a in account where x = 1 limit 10 { }';
    expect(applyEdits(loop, setClause(loop, part(loop, 'x = 1'), '', 21, 'where'))).toBe('for each a in account limit 10 { }');
    const bare = 'for each a in account limit 10 { }';
    expect(applyEdits(bare, setClause(bare, undefined, 'x = 2', 21, 'where'))).toBe('for each a in account where x = 2 limit 10 { }');
    const branch = '  if a = b {\n  }';
    const one: Command = { ...command(branch, branch.trim(), 'if'), body: { span: part(branch, '{\n  }').span, open: 11, close: 15, commands: [] } };
    const both = applyEdits(branch, addOtherwise(branch, one, 'else'));
    expect(both).toBe('  if a = b {\n  } else {\n  }');
    expect(applyEdits(both, removeOtherwise({ ...one, span: { start: 2, length: both.length - 2, end: both.length } }))).toBe(branch);
  });
});
