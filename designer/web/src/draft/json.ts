/** A value of a package's JSON file. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

const width = 120;

/** JSON as the server's package writer lays it out: keys as they stand, two blanks, arrays of plain values on one line where they fit, a newline at the end. */
export const printJson = (value: Json): string => `${print(value, 0)}\n`;

function print(value: Json, indent: number): string {
  const inner = ' '.repeat(indent + 2);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    const line = oneLine(value);
    if (line !== null && indent + line.length <= width) return line;
    return `[\n${value.map((item) => inner + print(item, indent + 2)).join(',\n')}\n${' '.repeat(indent)}]`;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value);
    if (entries.length === 0) return '{}';
    return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${print(item, indent + 2)}`).join(',\n')}\n${' '.repeat(indent)}}`;
  }
  return JSON.stringify(value);
}

function oneLine(items: Json[]): string | null {
  const parts: string[] = [];
  for (const item of items) {
    if (Array.isArray(item)) {
      const line = oneLine(item);
      if (line === null) return null;
      parts.push(line);
    } else if (item !== null && typeof item === 'object') return null;
    else parts.push(JSON.stringify(item));
  }
  return `[${parts.join(', ')}]`;
}

/** What stands in a file's text; null when it is no JSON object. */
export function parseObject(text: string | null | undefined): JsonObject | null {
  if (text === null || text === undefined) return null;
  try {
    const value = JSON.parse(text) as Json;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

export const asObject = (value: Json | undefined): JsonObject | undefined => (value !== null && value !== undefined && typeof value === 'object' && !Array.isArray(value) ? value : undefined);
export const asArray = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
export const asText = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
