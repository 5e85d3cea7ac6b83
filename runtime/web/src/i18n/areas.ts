/** `./en/list.json` → the texts of `list`. */
export const byArea = (files: Record<string, Record<string, unknown>>) => Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.split('/').at(-1)!.replace('.json', ''), texts]));
