using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Conditions that were read from a text and changed since, written back into it: what was not changed stays to the letter, spaces and comments with it.</summary>
public sealed class ConditionRewriter
{
    private readonly SourceText before;
    private readonly KeywordLanguage keywords;
    private readonly Func<ConditionGroup, string?> write;
    private readonly List<TextEdit> edits = [];

    private ConditionRewriter(SourceText before, KeywordLanguage keywords, Func<ConditionGroup, string?> write)
    {
        this.before = before;
        this.keywords = keywords;
        this.write = write;
    }

    /// <param name="group">As it is to be.</param>
    /// <param name="before">The text as it is. Where it is no conditions, it is written anew.</param>
    /// <param name="keywords">Of what is written anew; as written: like those of the text.</param>
    /// <param name="rules">The app's.</param>
    /// <param name="entity">Whose fields bare names are.</param>
    /// <param name="diagnostics">Receives mistakes.</param>
    /// <returns>The text, "" for no conditions; null where a mistake was reported.</returns>
    public static string? Write(ConditionGroup group, SourceText before, KeywordLanguage keywords, BoundRuleSet rules, Entity entity, DiagnosticBag diagnostics)
    {
        if (ConditionWriter.Write(group, rules, entity, diagnostics) is not { } plain) return null;
        var syntax = RulesParser.ParseExpression(before, new DiagnosticBag());
        if (keywords == KeywordLanguage.AsWritten) keywords = syntax.Tokens().Any(token => token.Keyword is { } word && token.Text == word.Alias) ? KeywordLanguage.Japanese : KeywordLanguage.English;
        var anew = Spelled(plain, keywords);
        if (plain.Length == 0 || string.IsNullOrWhiteSpace(before.Text) || Read(before, rules, entity) is not { } known) return anew;
        if (ConditionForm.Same(known, group)) return before.Text;
        var writer = new ConditionRewriter(before, keywords, part => ConditionWriter.Write(part, rules, entity, new DiagnosticBag()));
        if (!writer.Change(ConditionShape.Of(syntax), known, group)) return anew;
        var text = writer.Text();
        // A text can be so intricate that a change by parts is another condition: then it is written anew, and right.
        return Read(new SourceText(before.Path, text), rules, entity) is { } again && ConditionForm.Same(again, group) ? text : anew;
    }

    private static ConditionGroup? Read(SourceText source, BoundRuleSet rules, Entity entity)
    {
        var found = new DiagnosticBag();
        var group = ConditionReader.Read(source, rules, entity, found);
        return found.HasErrors ? null : group;
    }

    private static string Spelled(string text, KeywordLanguage keywords) => RulesPrinter.Print(RulesParser.ParseExpression(new SourceText("conditions", text), new DiagnosticBag()), keywords);

    private string Text()
    {
        var (text, copied) = (new System.Text.StringBuilder(), 0);
        foreach (var edit in edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.Length))
        {
            if (edit.Span.Start < copied) continue;
            text.Append(before.Text, copied, edit.Span.Start - copied).Append(edit.NewText);
            copied = edit.Span.End;
        }
        return text.Append(before.Text, copied, before.Text.Length - copied).ToString();
    }

    private sealed record TextEdit(TextSpan Span, string NewText);

    /// <returns>False where the tree is not that of the conditions.</returns>
    private bool Change(ConditionShape shape, ConditionGroup old, ConditionGroup next)
    {
        if (shape.Items.Length != old.Items.Length) return false;
        var steps = ConditionForm.Align(old.Items, next.Items);
        // Nothing of it is left to write beside.
        if (!steps.Any(step => step is { Old: >= 0, New: >= 0 })) return false;
        var gone = steps.Where(step => step.New < 0).Select(step => step.Old).ToHashSet();
        if (next.Items.Length == 1 && old.Items.Length > 1 && shape.IsBracketed) Unbracket(shape, steps.First(step => step is { Old: >= 0, New: >= 0 }).Old);
        else if (!Remove(shape, gone)) return false;
        if (old.All != next.All)
            foreach (var word in shape.Operators) edits.Add(new(word.Span, Joint(next.All)));
        var anchor = -1;
        foreach (var (from, to) in steps)
        {
            if (from >= 0 && to >= 0)
            {
                if (!Item(shape.Items[from], old.Items[from], next.Items[to])) return false;
                anchor = from;
            }
            else if (to >= 0)
            {
                if (Written(next.Items[to]) is not { } text) return false;
                if (anchor >= 0) edits.Add(new(new TextSpan(shape.Items[anchor].Outer.End, 0), Separator(shape, next.All) + text));
                else edits.Add(new(new TextSpan(shape.Items[steps.First(step => step is { Old: >= 0, New: >= 0 }).Old].Outer.Start, 0), $"{text} {Joint(next.All)} "));
            }
        }
        return true;
    }

    private bool Item(ConditionShape shape, ConditionItem old, ConditionItem next)
    {
        if (ConditionForm.Same(old, next)) return true;
        if (old is ConditionGroup oldGroup && next is ConditionGroup nextGroup && shape.Items.Length > 1 && Change(shape, oldGroup, nextGroup)) return true;
        if (Written(next) is not { } text) return false;
        edits.Add(new(next is Condition && old is Condition ? shape.Inner : shape.Outer, text));
        return true;
    }

    /// <summary>Takes operands out, each with the word that joins it to the ones before, or to the next where there are none.</summary>
    private bool Remove(ConditionShape shape, HashSet<int> gone)
    {
        var first = Enumerable.Range(0, shape.Items.Length).First(i => !gone.Contains(i));
        if (first > 0) edits.Add(new(TextSpan.FromBounds(shape.Items[0].Outer.Start, shape.Items[first].Outer.Start), ""));
        foreach (var i in gone.Where(i => i > first))
        {
            var word = shape.Operators[i - 1].Span;
            var start = word.Start;
            while (start > 0 && char.IsWhiteSpace(before.Text[start - 1])) start--;
            // The line of a remark must end before what follows.
            if (start > shape.Items[i - 1].Outer.End) start = word.Start;
            edits.Add(new(TextSpan.FromBounds(start, shape.Items[i].Outer.End), ""));
        }
        return true;
    }

    /// <summary>A group of one needs no brackets.</summary>
    private void Unbracket(ConditionShape shape, int kept)
    {
        edits.Add(new(TextSpan.FromBounds(shape.Outer.Start, shape.Items[kept].Outer.Start), ""));
        edits.Add(new(TextSpan.FromBounds(shape.Items[kept].Outer.End, shape.Outer.End), ""));
    }

    private string? Written(ConditionItem item)
    {
        var text = write(item as ConditionGroup ?? new ConditionGroup(true, [item]));
        if (string.IsNullOrEmpty(text)) return null;
        text = Spelled(text, keywords);
        return item is ConditionGroup { Items.Length: > 1 } ? $"({text})" : text;
    }

    /// <summary>What stands between operands: as between the last ones, which may have lines of their own.</summary>
    private string Separator(ConditionShape shape, bool all)
    {
        if (shape.Operators.Length > 0)
        {
            var (start, end, word) = (shape.Items[^2].Outer.End, shape.Items[^1].Outer.Start, shape.Operators[^1].Span);
            var (lead, trail) = (before.Text[start..word.Start], before.Text[word.End..end]);
            if (string.IsNullOrWhiteSpace(lead) && string.IsNullOrWhiteSpace(trail)) return lead + Joint(all) + trail;
        }
        return $" {Joint(all)} ";
    }

    private string Joint(bool all) => (all ? Keywords.And : Keywords.Or) is var word && keywords == KeywordLanguage.Japanese ? word.Alias : word.Text;
}
