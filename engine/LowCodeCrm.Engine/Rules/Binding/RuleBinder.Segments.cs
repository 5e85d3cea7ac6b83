using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    private readonly Dictionary<string, (SourceText Source, SegmentDeclarationSyntax Syntax, Entity Entity)> segments = new(StringComparer.Ordinal);

    /// <summary>Names first, so that loops of any file can be about a segment.</summary>
    private void DeclareSegments()
    {
        foreach (var (source, syntax) in files.Of<SegmentDeclarationSyntax>())
        {
            var entity = FindEntity(syntax.Entity, source);
            var name = Word.Name(syntax.Name);
            if (Word.IsMissing(syntax.Name) || entity is null) continue;
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Segment(name), isDeclaration: true);
            if (model.Find(name) is not null || !segments.TryAdd(name, (source, syntax, entity))) diagnostics.SegmentNameTaken(new(source, syntax.Name.Span), name);
        }
    }

    private ImmutableArray<SegmentDefinition> BindSegments()
    {
        var bound = ImmutableArray.CreateBuilder<SegmentDefinition>();
        foreach (var (name, (source, syntax, entity)) in segments.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var item = new RecordSymbol("this", entity.Name);
            if (Members(syntax, source, item, diagnostics) is not { } where) continue;
            bound.Add(new(name, entity, Select(entity, item, where, int.MaxValue, new(source, syntax.Name.Span)), syntax.Nightly is not null, new(source, syntax.Name.Span)));
        }
        return bound.ToImmutable();
    }

    private BoundExpression? Members(SegmentDeclarationSyntax syntax, SourceText source, RecordSymbol item, DiagnosticBag found)
    {
        var scope = new BindingScope(model, item) { Functions = functions };
        return ExpressionBinder.Bind(syntax.Where, source, scope, RuleType.Bool, found) is var where && BoundTree.DescendantsAndSelf(where).Any(node => node is BoundError) ? null : where;
    }

    /// <summary>What a loop goes over: an entity, or a segment with the condition that makes its members.</summary>
    private (Entity Entity, Func<RecordSymbol, BoundExpression?> Members)? Selected(SyntaxToken token, SourceText source)
    {
        if (!Word.IsMissing(token) && segments.TryGetValue(Word.Name(token), out var segment))
        {
            diagnostics.Recorder?.Add(source, token, PackageSymbol.Segment(Word.Name(token)));
            return (segment.Entity, item => Members(segment.Syntax, segment.Source, item, new DiagnosticBag()));
        }
        return FindEntity(token, source) is { } entity ? (entity, _ => null) : null;
    }

    private ImmutableArray<PolicyDefinition> BindPolicies()
    {
        var policies = ImmutableArray.CreateBuilder<PolicyDefinition>();
        foreach (var (source, syntax) in files.Of<PolicyDeclarationSyntax>())
        {
            SourceLocation At(SyntaxElement element) => new(source, element.Span);
            if (FindEntity(syntax.Entity, source) is not { } entity) continue;
            var name = Word.Name(syntax.Name);
            if (policies.Any(p => p.Entity.Name == entity.Name && p.Name == name)) diagnostics.PolicyNameTaken(At(syntax.Name), entity.Name, name);
            diagnostics.Recorder?.Add(source, syntax.Name, PackageSymbol.Policy(entity.Name, name), isDeclaration: true);
            var context = new RuleContext(this, entity, source);
            var people = context.NotifiedBy(syntax.People, context.Scope);
            if (people.Users.Length > 0 || syntax.People.AllKeyword is not null) diagnostics.PolicyNeedsRoles(At(syntax.People));
            var actions = PolicyActions.None;
            foreach (var token in syntax.Actions.Items.Where(token => !Word.IsMissing(token)))
            {
                var action = ActionOf(token);
                if (action == PolicyActions.None) diagnostics.UnknownPolicyAction(At(token), token.Text);
                actions |= action;
            }
            var where = syntax.Where is null ? null : ExpressionBinder.Bind(syntax.Where, source, context.Scope, RuleType.Bool, diagnostics);
            if (where is BoundError) continue;
            diagnostics.PolicyNotYetInForce(At(syntax.Name));
            policies.Add(new(name, entity, context.Scope.This!, people.Roles, actions, where, At(syntax.Name)));
        }
        return policies.ToImmutable();
    }

    private static PolicyActions ActionOf(SyntaxToken token) => Keywords.Find(Word.Name(token)) switch
    {
        { } word when word == Keywords.Read => PolicyActions.Read,
        { } word when word == Keywords.Create => PolicyActions.Create,
        { } word when word == Keywords.Update => PolicyActions.Update,
        { } word when word == Keywords.Delete => PolicyActions.Delete,
        _ => PolicyActions.None,
    };
}
