using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>Names that could stand at a place: where the grammar wants one of a kind, and where an operand is wanted.</summary>
internal sealed class NameCompletion(Place place, CompletionItems items, BoundRuleSet rules)
{
    private readonly CrmModel model = rules.Model;

    /// <summary>What the grammar wants directly behind a token; null where it is an expression or the start of something.</summary>
    public IEnumerable<CompletionItem>? After(List<SyntaxNode> path, SyntaxToken last)
    {
        var word = last.Keyword;
        var list = last.Kind == TokenKind.Comma ? path.FindLastIndex(node => node is SeparatedList<SyntaxToken> or SeparatedList<AssignmentSyntax> or SeparatedList<AskedFieldSyntax> or ExpressionSyntax) : -1;
        switch (path.FindLast(node => node.Elements.Any(e => ReferenceEquals(e, last))))
        {
            case RulesBlockSyntax when word == Keywords.Rules: return [items.Keyword(Keywords.For)];
            case RulesBlockSyntax when word == Keywords.For: return Entities();
            case TestDeclarationSyntax t when last == t.TestKeyword: return [];
            case TestDeclarationSyntax t when last == t.ForKeyword: return Entities();
            case TestGivenSyntax g when last == g.GivenKeyword: return Entities();
            case TestGivenSyntax g when last == g.Entity: return [];
            case TestWhenSyntax w when last == w.Action && w.Action.Keyword == Keywords.Create: return Entities();
            case ProcessDeclarationSyntax p when last == p.Name: return [items.Keyword(Keywords.On)];
            case ProcessDeclarationSyntax when word == Keywords.On: return Entities();
            case ProcessDeclarationSyntax p when last == p.Dot: return Fields(model.Find(Word.Name(p.Entity)), f => f.Type == FieldType.Choice);
            case ApprovalDeclarationSyntax a when last == a.Name: return [items.Keyword(Keywords.On)];
            case ApprovalDeclarationSyntax a when last == a.OnKeyword: return Entities();
            case SubmitClauseSyntax when word == Keywords.Submit: return [items.Keyword(Keywords.When)];
            case LockClauseSyntax when word == Keywords.Lock: return Writable(place.Entity);
            case ApprovalStepSyntax s when last == s.StepKeyword: return [];
            case ApprovalStepSyntax s when last == s.Name: return [items.Keyword(Keywords.When)];
            case ApprovalStepSyntax s when last == s.Colon: return People();
            case EscalateClauseSyntax when word == Keywords.Escalate: return People();
            case DueClauseSyntax d when last == d.Amount: return [items.Keyword(Keywords.Business)];
            case ApprovalOutcomeSyntax o when last == o.OnKeyword: return new[] { Keywords.Approved, Keywords.Rejected, Keywords.Returned, Keywords.Withdrawn }.Select(items.Keyword);
            case CallableDeclarationSyntax f when last == f.Close: return [items.Keyword(Keywords.Returns)];
            case CallableDeclarationSyntax when word == Keywords.Returns: return Types();
            case ParameterSyntax when last.Kind == TokenKind.Colon: return Types();
            case ComputedRuleSyntax or RollupRuleSyntax when last.Kind == TokenKind.Colon: return Types();
            case TypeSyntax t when last == t.Dot: return Fields(model.Find(Word.Name(t.Name)), f => f.Type is FieldType.Choice or FieldType.MultiChoice);
            case TypeSyntax when word == Keywords.Of: return Types();
            case DefaultRuleSyntax when word == Keywords.Default: return Writable(place.Entity);
            case ComputedRuleSyntax or RollupRuleSyntax when word is not null: return Fields(place.Entity, f => f.Origin != FieldOrigin.System);
            case WarnRuleSyntax when word == Keywords.Warn: return Fields(place.Entity);
            case FieldStateRuleSyntax s when last == s.Keyword: return Fields(place.Entity, f => f.Origin != FieldOrigin.System);
            case ValidateRuleSyntax when word == Keywords.At: return Fields(place.Entity);
            case ValidateRuleSyntax v when last == v.ValidateKeyword: return [];
            case SaveRuleSyntax s when last == s.BeforeOrAfter: return [items.Keyword(Keywords.Save)];
            case MessageSyntax when word == Keywords.Message: return model.Locales.Select(CompletionItems.Locale);
            case StartProcessCommandSyntax s when last == s.StartKeyword: return [items.Keyword(Keywords.Process)];
            case StartProcessCommandSyntax s when last == s.ProcessKeyword: return Processes();
            case StartProcessCommandSyntax s when last == s.Name: return [items.Keyword(Keywords.On)];
            case SlaClauseSyntax s when last == s.SlaKeyword: return [];
            case SlaClauseSyntax s when last == s.Amount: return Units.Select(CompletionItems.Word).Prepend(items.Keyword(Keywords.Business));
            case SlaClauseSyntax s when last == s.BusinessKeyword: return [CompletionItems.Word("days")];
            case SlaClauseSyntax s when last == s.Unit: return [items.Keyword(Keywords.Else)];
            case SetCommandSyntax when word == Keywords.Set: return Writable(place.Entity);
            case CreateCommandSyntax when word == Keywords.Create: return Entities();
            case CreateCommandSyntax or UpdateCommandSyntax when last.Kind == TokenKind.OpenBrace: return Writable(place.Target);
            case ScheduleDeclarationSyntax s when last == s.Name: return new[] { Keywords.Daily, Keywords.Weekly, Keywords.Monthly, Keywords.Every }.Select(items.Keyword);
            case ScheduleDeclarationSyntax when word == Keywords.Daily: return [items.Keyword(Keywords.At)];
            case ScheduleDeclarationSyntax when word == Keywords.Weekly || word == Keywords.Monthly: return [items.Keyword(Keywords.On)];
            case ScheduleDeclarationSyntax s when last == s.OnKeyword: return (s.Frequency.Keyword == Keywords.Weekly ? RuleBinder.DaysOfTheWeek : ["1", "last"]).Select(CompletionItems.Word);
            case ScheduleDeclarationSyntax s when last == s.Amount: return new[] { "minutes", "hours" }.Select(CompletionItems.Word);
            case ScheduleDeclarationSyntax s when last == s.Time: return [items.Keyword(Keywords.Tz)];
            case ChooseDeclarationSyntax c when last == c.Name: return [items.Keyword(Keywords.For)];
            case ChooseDeclarationSyntax c when last == c.ForKeyword: return Entities();
            case ChooseDeclarationSyntax c when last == c.Entity: return [items.Keyword(Keywords.As)];
            case ChooseDeclarationSyntax c when last == c.Parameter: return [items.Keyword(Keywords.Returns)];
            case ChooseDeclarationSyntax c when last == c.ReturnsKeyword: return Types();
            case ChooseDeclarationSyntax c when last == c.Open: return [items.Keyword(Keywords.From)];
            case ChooseFromSyntax f when last == f.FromKeyword: return [];
            case ChooseFromSyntax f when last == f.Name: return [items.Keyword(Keywords.In)];
            case SegmentDeclarationSyntax s when last == s.Name: return [items.Keyword(Keywords.Of)];
            case SegmentDeclarationSyntax s when last == s.OfKeyword: return Entities();
            case SegmentDeclarationSyntax s when last == s.Open: return [items.Keyword(Keywords.Where)];
            case SegmentDeclarationSyntax s when last == s.RefreshKeyword: return [items.Keyword(Keywords.Nightly)];
            case PolicyDeclarationSyntax s when last == s.Name: return [items.Keyword(Keywords.On)];
            case PolicyDeclarationSyntax s when last == s.OnKeyword: return Entities();
            case PolicyDeclarationSyntax s when last == s.Entity: return [items.Keyword(Keywords.For)];
            case PolicyDeclarationSyntax s when last == s.ForKeyword: return [items.Function(Functions.Find("role")!)];
            case PolicyDeclarationSyntax s when last == s.AllowKeyword: return new[] { Keywords.Read, Keywords.Create, Keywords.Update, Keywords.Delete }.Select(items.Keyword);
            case MessageDeclarationSyntax m when last == m.OnKeyword: return [items.Keyword(Keywords.Message)];
            case MessageDeclarationSyntax m when last == m.MessageKeyword: return [items.Keyword(Keywords.From)];
            case MessageDeclarationSyntax m when last == m.FromKeyword: return model.Channels.Select(items.Channel);
            case MessageDeclarationSyntax m when last == m.AsKeyword: return [];
            case SendCommandSyntax s when last == s.Template: return [items.Keyword(Keywords.To)];
            case SendCommandSyntax when word == Keywords.Template: return model.Templates.Select(CompletionItems.Template);
            case NotifyCommandSyntax when word == Keywords.Notify: return People();
            case WebhookCommandSyntax w when last == w.CallKeyword: return [items.Keyword(Keywords.Webhook)];
            case WebhookCommandSyntax w when last == w.Name: return [items.Keyword(Keywords.Key)];
            case TagCommandSyntax t when last == t.AddOrRemove: return [items.Keyword(Keywords.Tag)];
            case TagCommandSyntax t when last == t.ToOrFrom: return Fields(place.Entity, f => f.Type == FieldType.Tags);
            case ForEachCommandSyntax f when last == f.ForKeyword: return [items.Keyword(Keywords.Each)];
            case ForEachCommandSyntax f when last == f.EachKeyword: return [];
            case ForEachCommandSyntax f when last == f.Name: return [items.Keyword(Keywords.In)];
            case ForEachCommandSyntax f when last == f.InKeyword: return Entities();
            case ForEachCommandSyntax f when last == f.Entity || last == f.Via: return new[] { Keywords.Via, Keywords.Where, Keywords.Limit }.Select(items.Keyword);
            case ForEachCommandSyntax f when last == f.ViaKeyword: return Fields(model.Find(Word.Name(f.Entity)), field => field.IsToOne);
            case ForEachCommandSyntax f when last == f.LimitKeyword || last == f.Limit: return [];
            case LetCommandSyntax or LetExpressionSyntax when last.Kind == TokenKind.Let: return [];
            case StateSyntax when word == Keywords.State: return Options(place.ProcessField);
            case StateSyntax s when last == s.Name: return new[] { Keywords.Initial, Keywords.Final, Keywords.State, Keywords.Transition }.Select(items.Keyword);
            case TransitionSyntax t when last.Kind is TokenKind.Colon or TokenKind.Arrow || last == t.OpenFrom: return Options(place.ProcessField);
            case TransitionSyntax t when last == t.TransitionKeyword: return [];
            case AskClauseSyntax when word == Keywords.Ask: return Writable(place.Entity);
            case AskedFieldSyntax: return new[] { Keywords.Required, Keywords.Guard, Keywords.By, Keywords.Do }.Select(items.Keyword);
            case ByClauseSyntax when word == Keywords.By: return People();
            case RelationArgumentSyntax r when word == Keywords.Via: return Fields(place.RelationOf(r.Entity), f => f.IsToOne);
            case IsExpressionSyntax i when last == i.Is: return new[] { Keywords.Set, Keywords.Empty, Keywords.Not }.Select(items.Keyword);
            case IsExpressionSyntax i when last == i.Not: return new[] { Keywords.Set, Keywords.Empty }.Select(items.Keyword);
            case InExpressionSyntax or BetweenExpressionSyntax when last.Kind == TokenKind.Not: return new[] { Keywords.In, Keywords.Between }.Select(items.Keyword);
            case MemberExpressionSyntax m when last == m.Dot: return Members(m.Target);
            case CallExpressionSyntax c when last == c.Open && Word.Name(c.Name) == "role": return model.Roles.Select(items.Role);
            case CallExpressionSyntax c when last == c.Open && Functions.FindAggregate(Word.Name(c.Name)) is not null: return Relations();
        }
        return list < 0 ? null : path[list] switch
        {
            SeparatedList<SyntaxToken> => path[list - 1] is TransitionSyntax ? Options(place.ProcessField) : Fields(place.Entity, f => f.Origin != FieldOrigin.System),
            SeparatedList<AssignmentSyntax> => Writable(place.Target),
            SeparatedList<AskedFieldSyntax> => Writable(place.Entity),
            _ => null,
        };
    }

    /// <summary>What an expression may begin with, likeliest first.</summary>
    public IEnumerable<CompletionItem> Operand(ImmutableArray<FunctionSymbol> functions, ImmutableArray<Keyword> words)
    {
        var scope = place.Scope;
        var choice = place.Expected?.Kind == TypeKind.Choice ? place.Expected : place.Expected?.Element?.Kind == TypeKind.Choice ? place.Expected.Element : null;
        var channels = place.Expected is { Kind: TypeKind.Channel } or { Element.Kind: TypeKind.Channel } ? model.Channels.Select(items.Channel) : [];
        return channels.Concat(choice is null ? [] : TypeParser.OptionsOf(choice, model).Select(items.Option))
            .Concat(scope.Variables.Values.Select(v => items.Variable(v.Name, v.Type)))
            .Concat(scope.Records.Values.Select(r => items.Variable(r.Name, r.Type)))
            .Concat(Fields(scope.BareEntity, f => f.Type is not (FieldType.ChildList or FieldType.ManyToMany)))
            .Append(items.Variable(TypeParser.User, RuleType.Record(SystemEntities.User).Optional))
            .Concat(functions.Select(CompletionItems.Function))
            .Concat(Functions.All.Concat(Functions.Aggregates).DistinctBy(f => f.Name).Select(items.Function))
            .Concat(words.Select(items.Keyword));
    }

    private IEnumerable<CompletionItem> Members(ExpressionSyntax target)
    {
        if (target is NameExpressionSyntax { Name: var message } && place.Scope.Message?.Name == Word.Name(message)) return MessageName.Parts.Select(part => items.Variable(part.Name, part.Type));
        if (target is NameExpressionSyntax { Name: var word } && Word.Name(word) == "channel" && place.Bind(target) is BoundError) return model.Channels.Select(items.Channel);
        // opportunity.stage.won, where the first name is an entity.
        if (target is NameExpressionSyntax name && place.Bind(target) is BoundError && model.Find(Word.Name(name.Name)) is { IsSystem: false } entity)
            return Fields(entity, f => f.Type is FieldType.Choice or FieldType.MultiChoice);
        if (target is MemberExpressionSyntax { Target: NameExpressionSyntax first } member && TypeParser.Choice(model, Word.Name(first.Name), Word.Name(member.Name)) is { } qualified && place.Scope.BareEntity?.Find(Word.Name(first.Name)) is null)
            return TypeParser.OptionsOf(qualified, model).Select(items.Option);
        var type = place.TypeOf(target);
        return type.Kind switch
        {
            TypeKind.Record => Fields(model.Find(type.Entity!)),
            TypeKind.Choice => TypeParser.OptionsOf(type, model).Select(items.Option),
            TypeKind.Set when type.Element!.Kind == TypeKind.Choice => TypeParser.OptionsOf(type.Element, model).Select(items.Option),
            _ => StructuredMembers.Of(type).Select(items.Member),
        };
    }

    private IEnumerable<CompletionItem> Fields(Entity? entity, Func<Field, bool>? filter = null) =>
        entity is null ? [] : entity.Fields.Where(filter ?? (_ => true)).OrderBy(f => f.Origin == FieldOrigin.System).Select(field => items.Field(entity, field));

    private IEnumerable<CompletionItem> Writable(Entity? entity) => Fields(entity, f => !f.IsReadOnlyToCallers);

    private IEnumerable<CompletionItem> Entities() => model.Entities.Where(e => !e.IsSystem).Select(items.Entity);

    /// <summary>Lists of this record first, then entities that look it up, then the rest.</summary>
    private IEnumerable<CompletionItem> Relations()
    {
        var self = place.Scope.BareEntity;
        var lists = Fields(self, f => f.Type is FieldType.ChildList or FieldType.ManyToMany);
        return lists.Concat(model.Entities.Where(e => !e.IsSystem).OrderByDescending(e => self is not null && e.Fields.Any(f => f.Type == FieldType.Lookup && f.Target == self.Name)).Select(items.Entity))
            .Concat(Fields(self, f => f.Type is not (FieldType.ChildList or FieldType.ManyToMany)));
    }

    private IEnumerable<CompletionItem> Options(Field? field) => field is null ? [] : field.Options.Select(items.Option);

    private IEnumerable<CompletionItem> People() =>
        new[] { items.Function(Functions.Find("role")!) }.Concat(Fields(place.Entity, f => f.IsToOne)).Append(items.Keyword(Keywords.AllOf));

    private static readonly string[] Units = ["minutes", "hours", "days", "weeks"];

    /// <summary>The rule's own entity's first.</summary>
    private IEnumerable<CompletionItem> Processes() =>
        rules.ByEntity.OrderBy(entity => entity.Entity == place.Entity ? 0 : 1).SelectMany(entity => entity.Processes).Select(process => CompletionItems.Word(process.Name)).Distinct();

    private IEnumerable<CompletionItem> Types() =>
        TypeParser.Scalars.Keys.Order(StringComparer.Ordinal).Append(TypeParser.User).Select(items.Type).Concat(Entities());
}
