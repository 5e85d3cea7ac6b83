namespace LowCodeCrm.Engine.Rules.Authoring;

public enum CompletionKind { Keyword, Field, Variable, Function, Option, Entity, Member, Type, Role, Locale }

/// <summary>Something that could stand at the cursor.</summary>
/// <param name="Label">As it is shown in the list.</param>
/// <param name="Kind">For its icon.</param>
/// <param name="Detail">Type and label, or a signature.</param>
/// <param name="InsertText">What takes the place of the word at the cursor.</param>
/// <param name="FilterText">What the typed letters are looked for in: name, labels, kana readings, romaji, separated by spaces.</param>
/// <param name="Documentation">Sentences in the reader's language; Markdown.</param>
public sealed record CompletionItem(string Label, CompletionKind Kind, string Detail, string InsertText, string FilterText, string Documentation);
