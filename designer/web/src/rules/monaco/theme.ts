import { dark, light, type Scheme } from '@lowcodecrm/web/theme';
import { editor } from 'monaco-editor/editor';

/** The kinds that the engine tells apart, in the order of its answers' legend. */
export const kinds = ['keyword', 'name', 'function', 'number', 'text', 'date', 'operator', 'punctuation', 'comment', 'error'] as const;

/** The app's colours as the editor takes them: figures, for it reads no style sheet. */
const words: Record<Scheme, Record<string, string>> = {
  light: { keyword: '2449A8', function: '5B3A96', number: '0B5C63', date: '0B5C63', text: '1C633D', comment: '6E6C65', error: 'B3261E', operator: '57554F', punctuation: '57554F', name: '1D1C1A' },
  dark: { keyword: '9DB6FA', function: 'CDB5F7', number: '86D6DB', date: '86D6DB', text: '8CDBAE', comment: '96959D', error: 'F08C84', operator: 'B4B3BA', punctuation: 'B4B3BA', name: 'EDEDEF' },
};

export function defineThemes(): void {
  for (const [scheme, tokens] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    editor.defineTheme(`lowcodecrm-${scheme}`, {
      base: scheme === 'light' ? 'vs' : 'vs-dark',
      inherit: true,
      rules: [{ token: '', foreground: words[scheme].name }, ...kinds.map((token) => ({ token, foreground: words[scheme][token], ...(token === 'comment' && { fontStyle: 'italic' }) }))],
      colors: {
        'editor.background': tokens.surface,
        'editor.foreground': tokens.text,
        'editorLineNumber.foreground': tokens.text3,
        'editorLineNumber.activeForeground': tokens.text,
        'editor.lineHighlightBackground': tokens.subtle,
        'editor.lineHighlightBorder': tokens.subtle,
        'editor.selectionBackground': scheme === 'light' ? '#C9D8F8' : '#2C4480',
        'editor.inactiveSelectionBackground': tokens.accentBg,
        'editor.wordHighlightBackground': tokens.accentBg,
        'editor.wordHighlightStrongBackground': tokens.accentBg,
        'editorCursor.foreground': tokens.text,
        'editorError.foreground': tokens.bad,
        'editorWarning.foreground': tokens.warn,
        'editorWidget.background': tokens.surface,
        'editorWidget.foreground': tokens.text,
        'editorWidget.border': tokens.line,
        'editorSuggestWidget.background': tokens.surface,
        'editorSuggestWidget.border': tokens.line,
        'editorSuggestWidget.foreground': tokens.text,
        'editorSuggestWidget.selectedBackground': tokens.accentBg,
        'editorSuggestWidget.selectedForeground': tokens.text,
        'editorSuggestWidget.highlightForeground': tokens.accentText,
        'editorSuggestWidget.focusHighlightForeground': tokens.accentText,
        'editorHoverWidget.background': tokens.surface,
        'editorHoverWidget.border': tokens.line,
        'input.background': tokens.surface,
        'input.foreground': tokens.text,
        'input.border': tokens.control,
        'list.hoverBackground': tokens.hover,
        'list.activeSelectionBackground': tokens.accentBg,
        'list.activeSelectionForeground': tokens.text,
        'list.focusBackground': tokens.accentBg,
        'menu.background': tokens.surface,
        'menu.foreground': tokens.text,
        'menu.selectionBackground': tokens.accentBg,
        'menu.selectionForeground': tokens.text,
        focusBorder: tokens.focus,
        'editorBracketMatch.background': tokens.accentBg,
        'editorBracketMatch.border': tokens.accent,
        'peekViewEditor.background': tokens.subtle,
        'peekViewResult.background': tokens.surface,
        'peekViewTitle.background': tokens.surface,
      },
    });
  }
}
