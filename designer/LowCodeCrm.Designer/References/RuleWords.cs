using System.Runtime.CompilerServices;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Designer.References;

/// <summary>
/// What people call a rule wherever one is named: its kind, and what it says or is about (“Validation: A won deal needs an amount”). From the syntax,
/// so that a rule that is wrong has its words too: problems are mostly of those.
/// </summary>
internal static class RuleWords
{
    private static readonly ConditionalWeakTable<SourceText, List<(TextSpan Span, Func<CrmModel, RuleTitle> Title)>> Known = [];

    /// <summary>The rule, transition, function … that a place is in; null where it is in none.</summary>
    public static RuleTitle? At(CrmModel model, SourceLocation place)
    {
        if (!place.File.EndsWith(".rules", StringComparison.Ordinal)) return null;
        var start = place.Span.Start;
        // What is inside comes before what it is in.
        return PartsOf(place.Source).Find(part => part.Span.Start <= start && start <= part.Span.End).Title?.Invoke(model);
    }

    /// <summary>Every rule of a file, with where it begins.</summary>
    public static IEnumerable<(int Start, RuleTitle Title)> All(CrmModel model, SourceText source) => PartsOf(source).Select(part => (part.Span.Start, part.Title(model)));

    private static List<(TextSpan Span, Func<CrmModel, RuleTitle> Title)> PartsOf(SourceText source) =>
        Known.GetValue(source, static source => [.. RulesParser.Parse(source, new DiagnosticBag()).Declarations.SelectMany(Parts)]);

    /// <summary>The same in words; null where the place is in no rule.</summary>
    public static string? At(CrmModel model, SourceLocation place, string locale) => At(model, place)?.Words.For(locale, model.DefaultLocale);

    /// <param name="rules">The version that has it.</param>
    /// <param name="entity">The entity's name.</param>
    /// <param name="rule">The rule's as save and history name it, or <c>process.transition</c>.</param>
    public static LocalizedText Of(BoundRuleSet rules, string entity, string rule) =>
        rules.ByEntity.FirstOrDefault(e => e.Entity.Name == entity) is { } all && PlaceOf(all, rule) is { } place && At(rules.Model, place) is { } title ? title.Words : LocalizedText.Plain(rule);

    private static SourceLocation? PlaceOf(EntityRules all, string rule)
    {
        IEnumerable<BoundRule> bound = [.. all.Validations, .. all.FieldStates, .. all.Defaults, .. all.Computed, .. all.Rollups, .. all.Warnings, .. all.BeforeSave, .. all.AfterSave];
        return bound.FirstOrDefault(one => one.Name == rule)?.Location
            ?? all.Processes.SelectMany(process => process.Transitions.Where(t => $"{process.Name}.{t.Name}" == rule)).FirstOrDefault()?.Location;
    }

    private static IEnumerable<(TextSpan, Func<CrmModel, RuleTitle>)> Parts(DeclarationSyntax declaration)
    {
        switch (declaration)
        {
            case RulesBlockSyntax block:
                foreach (var rule in block.Rules.Where(rule => rule is not SkippedRuleSyntax))
                    yield return (rule.Span, model => OfRule(rule, new Names(model, Text(block.Entity))));
                break;
            case ProcessDeclarationSyntax process:
                foreach (var member in process.Members.Where(member => member is StateSyntax or TransitionSyntax))
                    yield return (member.Span, model => OfMember(process, member, new Names(model, Text(process.Entity))));
                yield return (process.Span, model => new RuleTitle("process", new Names(model, Text(process.Entity)).Process(Text(process.Name), Text(process.Field))));
                break;
            case ApprovalDeclarationSyntax approval:
                yield return (approval.Span, model => new RuleTitle("approval", new Names(model, Text(approval.Entity)).Declared(Text(approval.Name)) ?? RuleTitle.Spelled(Text(approval.Name))));
                break;
            case CallableDeclarationSyntax callable:
                yield return (callable.Span, _ => new RuleTitle(callable is FunctionDeclarationSyntax ? "function" : "table", LocalizedText.Plain(Text(callable.Name))));
                break;
            case ScheduleDeclarationSyntax schedule:
                yield return (schedule.Span, _ => new RuleTitle("schedule", RuleTitle.Spelled(Text(schedule.Name))));
                break;
            case ChooseDeclarationSyntax choose:
                yield return (choose.Span, _ => new RuleTitle("choose", RuleTitle.Spelled(Text(choose.Name))));
                break;
            case SegmentDeclarationSyntax segment:
                yield return (segment.Span, _ => new RuleTitle("segment", RuleTitle.Spelled(Text(segment.Name))));
                break;
            case PolicyDeclarationSyntax policy:
                yield return (policy.Span, _ => new RuleTitle("policy", RuleTitle.Spelled(Text(policy.Name))));
                break;
            case TestDeclarationSyntax test:
                yield return (test.Span, _ => new RuleTitle("test", RuleTitle.Spelled(Text(test.Name))));
                break;
            case MessageDeclarationSyntax handler:
                yield return (handler.Span, _ => new RuleTitle("message", LocalizedText.Plain(string.Join(", ", handler.Channels.Items.Select(Text)))));
                break;
        }
    }

    private static RuleTitle OfRule(RuleSyntax rule, Names names) => rule switch
    {
        ValidateRuleSyntax validate => new("validate", names.Said(validate.Message) ?? RuleTitle.Spelled(Text(validate.Name))),
        WarnRuleSyntax warn => new("warn", names.Said(warn.Message) ?? names.Fields(warn.Fields)),
        FieldStateRuleSyntax state => new(state.Keyword.Keyword?.Text ?? state.Keyword.Text, names.Fields(state.Fields)),
        DefaultRuleSyntax value => new("default", names.Field(value.Field)),
        ComputedRuleSyntax computed => new("computed", names.Field(computed.Field)),
        RollupRuleSyntax rollup => new("rollup", names.Field(rollup.Field)),
        SaveRuleSyntax save => new(save.BeforeOrAfter.Keyword?.Text ?? save.BeforeOrAfter.Text, save.Name is { } name ? RuleTitle.Spelled(Text(name)) : names.Entity),
        _ => new RuleTitle("rule", names.Entity),
    };

    private static RuleTitle OfMember(ProcessDeclarationSyntax process, SyntaxNode member, Names names) => member switch
    {
        TransitionSyntax transition => new("transition", names.Transition(Text(process.Name), Text(transition.Name), Text(process.Field), Text(transition.To))),
        StateSyntax state => new("state", names.Option(Text(process.Field), Text(state.Name))),
        _ => new RuleTitle("process", names.Entity),
    };

    private static string Text(SyntaxToken token) => token.Value as string ?? token.Text;

    /// <summary>Labels of what a block of rules names; what the model does not know is called as it is written.</summary>
    private sealed class Names(CrmModel model, string entity)
    {
        private readonly Entity? known = model.Find(entity);

        public LocalizedText Entity => Or(known?.Label, entity);

        public LocalizedText Field(SyntaxToken token) => Or(known?.Find(Text(token))?.Label, Text(token));

        public LocalizedText Fields(SeparatedList<SyntaxToken> tokens) => Each(locale => string.Join(locale == "ja" ? "、" : ", ", tokens.Items.Select(token => In(Field(token), locale))));

        public LocalizedText Option(string field, string option) => Or(known?.Find(field)?.Options.FirstOrDefault(one => one.Value == option)?.Label, option);

        public LocalizedText Process(string process, string field) => Declared(process) ?? Or(known?.Find(field)?.Label, process);

        public LocalizedText Transition(string process, string transition, string field, string to) => Declared($"{process}.{transition}")
            ?? (known?.Find(field)?.Options.Any(one => one.Value == to) == true ? LocalizedText.Of($"Move to {In(Option(field, to), "en")}", $"{In(Option(field, to), "ja")}へ") : LocalizedText.Plain(transition));

        public LocalizedText? Declared(string rest) => known is not null && model.DeclaredLabels.GetValueOrDefault($"{known.Id}:{rest}") is { Label.IsEmpty: false } labels ? labels.Label : null;

        /// <summary>What a message says, fields in it by their labels; null where it says nothing.</summary>
        public LocalizedText? Said(MessageSyntax? message)
        {
            if (message is null || message.Texts.IsEmpty) return null;
            return Each(locale =>
            {
                var text = message.Texts.FirstOrDefault(one => one.Locale?.Text == locale) ?? message.Texts.FirstOrDefault(one => one.Locale is null)
                    ?? message.Texts.FirstOrDefault(one => one.Locale?.Text == model.DefaultLocale) ?? message.Texts[0];
                return text.Text switch
                {
                    LiteralExpressionSyntax { Literal: var literal } => Text(literal),
                    InterpolatedTextSyntax { Literal.Parts: { IsDefault: false } parts } => string.Concat(parts.Select(part => part.Text ?? Of(part.Expression, locale))),
                    _ => text.Text.ToString(),
                };
            });
        }

        private string Of(ExpressionSyntax? expression, string locale) => expression is NameExpressionSyntax { Name: var name } ? In(Field(name), locale) : "…";

        private string In(LocalizedText text, string locale) => text.For(locale, model.DefaultLocale);

        private static LocalizedText Each(Func<string, string> words) => LocalizedText.Of(words("en"), words("ja"));

        private static LocalizedText Or(LocalizedText? label, string name) => label is { IsEmpty: false } ? label : LocalizedText.Plain(name);
    }
}
