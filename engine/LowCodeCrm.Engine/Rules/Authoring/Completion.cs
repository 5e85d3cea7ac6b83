using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>What could be written at a place of a rules file. Pure; the text may be as unfinished as it is while somebody types.</summary>
/// <remarks>What the parser's recovery says is missing before the cursor is what is proposed.</remarks>
public static class Completion
{
    private static readonly ImmutableArray<Keyword> Declarations = [Keywords.Rules, Keywords.Process, Keywords.Function, Keywords.Schedule, Keywords.Segment, Keywords.Choose, Keywords.Policy, Keywords.On, Keywords.Approval];
    private static readonly ImmutableArray<Keyword> RuleWords =
        [Keywords.Validate, Keywords.Warn, Keywords.Default, Keywords.Computed, Keywords.Rollup, Keywords.Show, Keywords.Required, Keywords.Readonly, Keywords.Before, Keywords.After];
    private static readonly ImmutableArray<Keyword> Commands = 
        [Keywords.Set, Keywords.Create, Keywords.Update, Keywords.Delete, Keywords.Send, Keywords.Notify, Keywords.Call, Keywords.For, Keywords.If, Keywords.Let, Keywords.AddTag, Keywords.Remove, Keywords.Start];
    private static readonly ImmutableArray<Keyword> TransitionClauses = [Keywords.Guard, Keywords.By, Keywords.Ask, Keywords.Do];
    private static readonly ImmutableArray<Keyword> ApprovalMembers = [Keywords.Submit, Keywords.Lock, Keywords.Step, Keywords.On];
    private static readonly ImmutableArray<Keyword> ValidateClauses = [Keywords.When, Keywords.Require, Keywords.Message, Keywords.At];
    private static readonly ImmutableArray<Keyword> Operators = [Keywords.And, Keywords.Or, Keywords.In, Keywords.Not, Keywords.Is, Keywords.Between, Keywords.Mod];
    private static readonly ImmutableArray<Keyword> Operands = [Keywords.If, Keywords.Let, Keywords.Not, Keywords.This, Keywords.True, Keywords.False, Keywords.Empty];

    /// <param name="source">The file as it is in the editor.</param>
    /// <param name="position">The cursor; the word that ends there is being typed and does not count.</param>
    /// <param name="rules">The app as far as it is understood, with its other files.</param>
    /// <param name="locale">The reader's language.</param>
    public static ImmutableArray<CompletionItem> At(SourceText source, int position, BoundRuleSet rules, string locale)
    {
        var start = Math.Clamp(position, 0, source.Text.Length);
        while (start > 0 && (char.IsLetterOrDigit(source.Text[start - 1]) || source.Text[start - 1] == '_')) start--;
        if (CursorPath.Of(source, start) is not { } cursor) return [];
        var (path, last) = (cursor.Path, cursor.IsInText ? cursor.Last : Unclosed(cursor.Path, cursor.Last));
        var items = new CompletionItems(rules.Model, locale, WritesJapanese(cursor.Tree));
        var place = Place.Of(path, last, cursor.Prefix, rules);
        return [.. Propose(path, last, cursor.Begins, place, items, rules).DistinctBy(item => (item.Label, item.Kind))];
    }

    private static IEnumerable<CompletionItem> Propose(List<SyntaxNode> path, SyntaxToken? last, bool begins, Place place, CompletionItems items, BoundRuleSet rules)
    {
        if (last is null) return Declarations.Select(items.Keyword);
        var names = new NameCompletion(place, items, rules);
        if (begins) return names.Operand(rules.Functions, Operands);
        if (names.After(path, last) is { } proposed) return proposed;
        if (path.Exists(node => node is ExpressionSyntax) && !IsClosedBlock(path, last))
            return EndsOperand(last) ? Continue(path, items) : names.Operand(rules.Functions, Operands);
        return Starts(path, items);
    }

    /// <summary>Behind a whole operand: what may go on with it, or begin next.</summary>
    private static IEnumerable<CompletionItem> Continue(List<SyntaxNode> path, CompletionItems items)
    {
        var words = new List<Keyword>(Operators);
        switch (path.OfType<ExpressionSyntax>().LastOrDefault(node => node is IfExpressionSyntax or LetExpressionSyntax))
        {
            case IfExpressionSyntax { ThenKeyword.IsMissing: true }: words.Insert(0, Keywords.Then); break;
            case IfExpressionSyntax { ElseKeyword.IsMissing: true }: words.Insert(0, Keywords.Else); break;
            case LetExpressionSyntax { In.IsMissing: true }: words.Insert(0, Keywords.In); break;
        }
        if (path.OfType<ArgumentSyntax>().Any()) words.AddRange([Keywords.Via, Keywords.Where]);
        return words.Select(items.Keyword).Concat(Starts(path, items));
    }

    /// <summary>What may begin where nothing is unfinished: clauses of the rule, and what its container holds.</summary>
    private static IEnumerable<CompletionItem> Starts(List<SyntaxNode> path, CompletionItems items)
    {
        IEnumerable<Keyword> clauses = path.FindLast(node => node is RuleSyntax or TransitionSyntax or GuardClauseSyntax or IfCommandSyntax or SendCommandSyntax or WebhookCommandSyntax or ForEachCommandSyntax or ApprovalStepSyntax) switch
        {
            SendCommandSyntax { TemplateKeyword.IsMissing: true } => [Keywords.Template],
            SendCommandSyntax { ToKeyword.IsMissing: true } => [Keywords.To],
            SendCommandSyntax { Key: null } or WebhookCommandSyntax { Key: null } => [Keywords.Key],
            ForEachCommandSyntax { Where: null, Limit: null, Body.Open.IsMissing: true } => [Keywords.Via, Keywords.Where, Keywords.Limit],
            ForEachCommandSyntax { Limit: null, Body.Open.IsMissing: true } => [Keywords.Limit],
            ValidateRuleSyntax => ValidateClauses,
            ApprovalStepSyntax { Due: null } => [Keywords.When, Keywords.Due],
            ApprovalStepSyntax { Escalate: null } => [Keywords.Escalate],
            WarnRuleSyntax { When: MissingExpressionSyntax } or DefaultRuleSyntax { When: null } or FieldStateRuleSyntax { When: null } or SaveRuleSyntax { When: null, Body.Open.IsMissing: true } => [Keywords.When],
            WarnRuleSyntax { Message: null } or GuardClauseSyntax { Message: null } => [Keywords.Message],
            IfCommandSyntax { Else: null } => [Keywords.Else],
            _ => [],
        };
        IEnumerable<Keyword> starts = path.FindLast(node => node is RulesFileSyntax or RulesBlockSyntax or ProcessDeclarationSyntax or ApprovalDeclarationSyntax or ValidateRuleSyntax or BlockSyntax or TransitionSyntax { Open: not null }) switch
        {
            RulesBlockSyntax => RuleWords,
            ProcessDeclarationSyntax => [Keywords.State, Keywords.Transition],
            ApprovalDeclarationSyntax => ApprovalMembers,
            BlockSyntax => Commands,
            TransitionSyntax => TransitionClauses,
            RulesFileSyntax => Declarations,
            _ => [],
        };
        if (path is [.., ChooseDeclarationSyntax] || path.Exists(node => node is ChooseFromSyntax or ScoreSyntax))
            clauses = path.Exists(node => node is ChooseFromSyntax { Where: null }) ? [Keywords.Where, Keywords.Score, Keywords.Otherwise]
                : path.Exists(node => node is ScoreSyntax { When: null }) ? [Keywords.When, Keywords.Score, Keywords.Otherwise] : [Keywords.Score, Keywords.Otherwise];
        else if (path.Exists(node => node is SegmentDeclarationSyntax { RefreshKeyword: null })) clauses = [Keywords.Refresh];
        return clauses.Concat(starts).Select(items.Keyword);
    }

    /// <summary>Takes what is finished off the path: behind a closing brace, its block is no longer around the cursor.</summary>
    private static SyntaxToken? Unclosed(List<SyntaxNode> path, SyntaxToken? last)
    {
        if (last is not { Kind: TokenKind.CloseBrace } || path[^1] is SetExpressionSyntax) return last;
        while (path.Count > 1 && path[^1] is not (RulesFileSyntax or RulesBlockSyntax { Close.IsMissing: true } or ProcessDeclarationSyntax { Close.IsMissing: true } or ApprovalDeclarationSyntax { Close.IsMissing: true }
            or TransitionSyntax { Close.IsMissing: true } or BlockSyntax { Close.IsMissing: true } or ValidateRuleSyntax { Close.IsMissing: true } or IfCommandSyntax { Else: null }))
            path.RemoveAt(path.Count - 1);
        return last;
    }

    private static bool IsClosedBlock(List<SyntaxNode> path, SyntaxToken last) => last.Kind == TokenKind.CloseBrace && path[^1] is not ExpressionSyntax;

    private static bool EndsOperand(SyntaxToken last) => last.Kind switch
    {
        TokenKind.Name => last.Keyword is null || last.Keyword == Keywords.Set,
        TokenKind.IntegerLiteral or TokenKind.DecimalLiteral or TokenKind.TextLiteral or TokenKind.RawTextLiteral or TokenKind.DateLiteral or TokenKind.DateTimeLiteral or TokenKind.TimeLiteral
            or TokenKind.True or TokenKind.False or TokenKind.Empty or TokenKind.This or TokenKind.CloseParen or TokenKind.CloseBracket or TokenKind.CloseBrace => true,
        _ => false,
    };

    private static bool WritesJapanese(RulesFileSyntax tree) =>
        tree.Tokens().FirstOrDefault(token => token.Keyword is not null) is { } first && first.Text == first.Keyword!.Alias;
}
