import { languages } from 'monaco-editor/editor';

const { CompletionItemKind: Kind } = languages;
const byKind: Record<string, languages.CompletionItemKind> = {
  keyword: Kind.Keyword,
  field: Kind.Field,
  variable: Kind.Variable,
  function: Kind.Function,
  option: Kind.EnumMember,
  entity: Kind.Class,
  member: Kind.Property,
  type: Kind.TypeParameter,
  role: Kind.User,
  locale: Kind.Text,
};

/** The icon of what the engine proposes. */
export const completionKind = (kind: string): languages.CompletionItemKind => byKind[kind] ?? Kind.Value;
