using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>What names mean at a place of a file, and which type is wanted there: the path to it, walked with the binder.</summary>
internal sealed class Place
{
    private readonly SourceText source;
    private readonly CrmModel model;

    private Place(SourceText source, BoundRuleSet rules)
    {
        this.source = source;
        model = rules.Model;
        Scope = new BindingScope(model, null) { Functions = rules.Functions.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal) };
    }

    public BindingScope Scope { get; private set; }

    /// <summary>The type that an expression here should have; null: any.</summary>
    public RuleType? Expected { get; private set; }

    /// <summary>The entity of the block or process.</summary>
    public Entity? Entity { get; private set; }

    /// <summary>The choice of the process.</summary>
    public Field? ProcessField { get; private set; }

    /// <summary>The entity whose fields an assignment names: of <c>create</c> and <c>update</c>.</summary>
    public Entity? Target { get; private set; }

    /// <param name="path">Nodes, outermost first.</param>
    /// <param name="at">The token at the place, directly in the last node of the path or in one around it.</param>
    /// <param name="source">The file's.</param>
    /// <param name="rules">The app as far as it is understood.</param>
    public static Place Of(IReadOnlyList<SyntaxNode> path, SyntaxToken? at, SourceText source, BoundRuleSet rules)
    {
        var place = new Place(source, rules);
        for (var i = 0; i < path.Count; i++) place.Enter(path[i], i + 1 < path.Count ? path[i + 1] : null, i + 2 < path.Count ? path[i + 2] : null, at);
        return place;
    }

    public RuleType TypeOf(ExpressionSyntax expression, RuleType? expected = null) => Bind(expression, expected).Type;

    public BoundExpression Bind(ExpressionSyntax expression, RuleType? expected = null) => ExpressionBinder.Bind(expression, source, Scope, expected, new DiagnosticBag());

    /// <summary>The records that an aggregate's first argument names.</summary>
    public Entity? RelationOf(SyntaxToken token) =>
        Scope.BareEntity?.Find(Word.Name(token)) is { Type: FieldType.ChildList or FieldType.ManyToMany, Target: { } target } ? model.Find(target) : model.Find(Word.Name(token));

    private void Enter(SyntaxNode node, SyntaxNode? child, SyntaxNode? grandchild, SyntaxToken? at)
    {
        switch (node)
        {
            case RulesBlockSyntax block: Enter(block.Entity); break;
            case ProcessDeclarationSyntax process:
                Enter(process.Entity);
                ProcessField = Entity?.Find(Word.Name(process.Field));
                break;
            case ApprovalDeclarationSyntax approval: Enter(approval.Entity); break;
            case CallableDeclarationSyntax function:
                foreach (var parameter in function.Parameters.Items) Declare(parameter);
                Expected = TypeBinder.Bind(function.ReturnType, model, source, new DiagnosticBag());
                break;
            case ChooseDeclarationSyntax choose:
                if (model.Find(Word.Name(choose.Entity)) is { } of)
                {
                    var parameter = Word.Name(choose.Parameter);
                    Scope = Scope with { Records = Scope.Records.SetItem(parameter, new FunctionParameter(parameter, RuleType.Record(of.Name), new RecordSymbol(parameter, of.Name), null)) };
                }
                if (child is ScoreSyntax or ChooseFromSyntax { Where: not null } && TypeOf(choose.From.List) is { Element: { } element }) Scope = Scope.With(new VariableSymbol(Word.Name(choose.From.Name), element.NotOptional));
                Expected = child is OtherwiseSyntax ? TypeBinder.Bind(choose.ReturnType, model, source, new DiagnosticBag()) : null;
                break;
            case ChooseFromSyntax from: Expected = child == from.Where ? RuleType.Bool : null; break;
            case ScoreSyntax score: Expected = child == score.When || at == score.WhenKeyword ? RuleType.Bool : RuleType.Decimal; break;
            case SegmentDeclarationSyntax segment:
                Enter(segment.Entity);
                Expected = RuleType.Bool;
                break;
            case PolicyDeclarationSyntax policy:
                Enter(policy.Entity);
                Expected = RuleType.Bool;
                break;
            case MessageDeclarationSyntax handler:
                Scope = Scope with { Message = new MessageName(Word.Name(handler.Name), [.. handler.Channels.Items.Select(c => model.FindChannel(Word.Name(c))).OfType<Channel>()]) };
                Expected = RuleType.Bool;
                break;
            case DefaultRuleSyntax rule: Expected = child == rule.When ? RuleType.Bool : TypeOfField(Entity, rule.Field); break;
            case ComputedRuleSyntax rule: Expected = Declared(rule.Type, rule.Field); break;
            case RollupRuleSyntax rule: Expected = Declared(rule.Type, rule.Field); break;
            case ValidateRuleSyntax or WarnRuleSyntax or FieldStateRuleSyntax or SaveRuleSyntax or GuardClauseSyntax or SubmitClauseSyntax or ApprovalStepSyntax: Expected = RuleType.Bool; break;
            case MessageSyntax or ByClauseSyntax or PeopleSyntax: Expected = null; break;
            case SetCommandSyntax set: Expected = TypeOfField(Entity, set.Field); break;
            case LetCommandSyntax or DeleteCommandSyntax or StartProcessCommandSyntax: Expected = null; break;
            case SendCommandSyntax send: Expected = child == send.Channel || at == send.SendKeyword ? RuleType.Channel : child == send.Key ? RuleType.Text : null; break;
            case NotifyCommandSyntax: Expected = null; break;
            case WebhookCommandSyntax call: Expected = child == call.Key ? RuleType.Text : null; break;
            case TagCommandSyntax: Expected = RuleType.Text; break;
            case ForEachCommandSyntax each: Enter(each, child, at); break;
            case IfCommandSyntax branch: Expected = child == branch.Condition ? RuleType.Bool : null; break;
            case CreateCommandSyntax create: Target = model.Find(Word.Name(create.Entity)); break;
            case UpdateCommandSyntax update:
                Expected = null;
                if (child != update.Target) Target = TypeOf(update.Target) is { Kind: TypeKind.Record, Entity: { } name } ? model.Find(name) : null;
                break;
            case AssignmentSyntax assignment: Expected = TypeOfField(Target, assignment.Field); break;
            case BlockSyntax block: DeclareBefore(block, child); break;
            case LetExpressionSyntax let:
                if (child == let.Value) Expected = null;
                else Scope = Scope.With(new VariableSymbol(Word.Name(let.Name), TypeOf(let.Value)));
                break;
            case IfExpressionSyntax branch: Expected = child == branch.Condition ? RuleType.Bool : Expected; break;
            case CallExpressionSyntax call: Enter(call, child == call.Arguments ? grandchild : null, at); break;
            case RelationArgumentSyntax relation:
                if (RelationOf(relation.Entity) is { } inner && (child == relation.Where || at == relation.WhereKeyword)) EnterInner(inner);
                Expected = RuleType.Bool;
                break;
            case BinaryExpressionSyntax binary: Expected = ExpectedIn(binary, child); break;
            case InExpressionSyntax membership: Expected = child == membership.Container ? TypeOf(membership.Operand).NotOptional : null; break;
            case BetweenExpressionSyntax between: Expected = child == between.Operand ? null : TypeOf(between.Operand).NotOptional; break;
            case MemberExpressionSyntax or InterpolatedTextSyntax or IsExpressionSyntax: Expected = null; break;
        }
    }

    private void Enter(SyntaxToken entity)
    {
        Entity = model.Find(Word.Name(entity));
        if (Entity is null) return;
        var self = new RecordSymbol("this", Entity.Name);
        Scope = Scope with { This = self, Bare = self };
    }

    private void Enter(ForEachCommandSyntax each, SyntaxNode? child, SyntaxToken? at)
    {
        if (model.Find(Word.Name(each.Entity)) is not { } source) return;
        var item = new RecordSymbol(Word.Name(each.Name), source.Name);
        Scope = Scope with { Records = Scope.Records.SetItem(item.Name, new FunctionParameter(item.Name, RuleType.Record(source.Name), item, null)) };
        if (each.Where is null || child != each.Where && at != each.WhereKeyword) return;
        Scope = Scope with { Bare = item };
        Expected = RuleType.Bool;
    }

    private void Enter(CallExpressionSyntax call, SyntaxNode? argument, SyntaxToken? at)
    {
        Expected = ChannelWanted(call, at) ? RuleType.Channel : null;
        if (argument is null || Functions.FindAggregate(Word.Name(call.Name)) is null) return;
        var first = call.Arguments.Items.FirstOrDefault();
        var relation = first switch
        {
            RelationArgumentSyntax r => RelationOf(r.Entity),
            ExpressionArgumentSyntax { Expression: NameExpressionSyntax name } => RelationOf(name.Name),
            _ => null,
        };
        if (relation is not null && argument != first) EnterInner(relation);
    }

    /// <summary>Whether the argument at a token is a channel: its name may then stand bare.</summary>
    private static bool ChannelWanted(CallExpressionSyntax call, SyntaxToken? at)
    {
        if (at is null || Functions.Find(Word.Name(call.Name)) is not { } function) return false;
        if (function.Name == Functions.Consent) return at != call.Name;
        if (function.Group != Functions.ChannelsGroup) return false;
        var index = call.Arguments.Elements.OfType<SyntaxToken>().Count(comma => comma.Position <= at.Position);
        return Overloads.ParameterAt(FunctionSignature.Of(function).First(), index)?.Type?.Kind == TypeKind.Channel;
    }

    private void EnterInner(Entity entity) => Scope = Scope with { Bare = new RecordSymbol("inner", entity.Name) };

    private void Declare(ParameterSyntax parameter)
    {
        var name = Word.Name(parameter.Name);
        if (name.Length == 0 || TypeBinder.Bind(parameter.Type, model, source, new DiagnosticBag()) is not { } type) return;
        Scope = type.Kind == TypeKind.Record
            ? Scope with { Records = Scope.Records.SetItem(name, new FunctionParameter(name, type, new RecordSymbol(name, type.Entity!), null)) }
            : Scope.With(new VariableSymbol(name, type));
    }

    private void DeclareBefore(BlockSyntax block, SyntaxNode? child)
    {
        foreach (var command in block.Commands.TakeWhile(command => command != child))
            if (command is LetCommandSyntax let) Scope = Scope.With(new VariableSymbol(Word.Name(let.Name), TypeOf(let.Value)));
    }

    private RuleType? Declared(TypeSyntax? type, SyntaxToken field) =>
        type is null ? TypeOfField(Entity, field) : TypeBinder.Bind(type, model, source, new DiagnosticBag());

    private static RuleType? TypeOfField(Entity? entity, SyntaxToken token) =>
        entity?.Find(Word.Name(token)) is { } field ? RuleType.OfField(entity, field) : null;

    private RuleType? ExpectedIn(BinaryExpressionSyntax binary, SyntaxNode? child) => binary.Operator.Kind switch
    {
        TokenKind.And or TokenKind.Or => RuleType.Bool,
        TokenKind.Coalesce => child == binary.Left ? Expected : TypeOf(binary.Left, Expected).NotOptional,
        TokenKind.Equals or TokenKind.NotEquals or TokenKind.Less or TokenKind.LessOrEquals or TokenKind.Greater or TokenKind.GreaterOrEquals =>
            child == binary.Left ? TypeOf(binary.Right) : TypeOf(binary.Left),
        _ => null,
    };
}
