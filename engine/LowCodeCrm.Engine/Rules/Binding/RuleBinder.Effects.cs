using System.Collections.Immutable;
using System.Diagnostics;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Rules.Syntax;

namespace LowCodeCrm.Engine.Rules.Binding;

public sealed partial class RuleBinder
{
    /// <summary>Most records of one <c>for each</c>.</summary>
    public const int MaxSelected = 50_000;

    private sealed partial class RuleContext
    {
        private BoundCommand? BindOutside(CommandSyntax syntax, BindingScope inside) => syntax switch
        {
            SendCommandSyntax send => BindSend(send, inside, needsKey: true),
            NotifyCommandSyntax notify => BindNotify(notify, inside),
            WebhookCommandSyntax call => BindWebhook(call, inside),
            ForEachCommandSyntax each => BindForEach(each, inside),
            ReplyCommandSyntax reply => BindReply(reply, inside),
            _ => throw new UnreachableException(),
        };

        /// <param name="needsKey">False in the expectation of a test.</param>
        public SendCommand? BindSend(SendCommandSyntax syntax, BindingScope inside, bool needsKey)
        {
            var channel = ExpressionBinder.Bind(syntax.Channel, source, inside, RuleType.Channel, diagnostics);
            var template = TemplateNamed(syntax.Template);
            var record = ExpressionBinder.Bind(syntax.To, source, inside, null, diagnostics);
            var target = record.Type.Kind == TypeKind.Record ? binder.model.Find(record.Type.Entity!) : null;
            if (target is null && record.Type.Kind != TypeKind.Error) diagnostics.NeedsRecordPath(At(syntax.To), Keywords.Send, record.Type);
            if (target is { IsSystem: true }) diagnostics.SendToUser(At(syntax.To));
            else if (target is not null && channel is BoundLiteral { Value: string name } && binder.model.FindChannel(name) is { } known && !known.Contact.IsEmpty && known.AddressOf(target) is null)
                diagnostics.NoAddressOnChannel(At(syntax.Channel), target.Name, name);
            var key = syntax.Key is null ? null : ExpressionBinder.Bind(syntax.Key, source, inside, RuleType.Text, diagnostics);
            if (key is null && needsKey) diagnostics.SendNeedsKey(At(syntax.SendKeyword));
            return target is null or { IsSystem: true } || template is null || channel is BoundError || key is BoundError || key is null && needsKey ? null : new(channel, template, record, target, key, syntax.Span);
        }

        private string? TemplateNamed(SyntaxToken token)
        {
            if (Word.IsMissing(token)) return null;
            if (token.Value is not string name || !token.Parts.IsDefault)
            {
                diagnostics.PlainNameNeeded(At(token));
                return null;
            }
            if (binder.model.Templates.Contains(name))
            {
                // Between its quotes; written with escapes it is not found there, and stays.
                var at = token.Text.IndexOf(name, StringComparison.Ordinal);
                if (at > 0) diagnostics.Recorder?.Add(new(source, new TextSpan(token.Position + at, name.Length)), PackageSymbol.Template(name));
                return name;
            }
            diagnostics.UnknownTemplate(At(token), name, binder.model.DefaultLocale, Suggestions.Nearest(name, binder.model.Templates));
            return null;
        }

        private NotifyCommand BindNotify(NotifyCommandSyntax syntax, BindingScope inside) => new(NotifiedBy(syntax.People, inside), Message(syntax.Message, inside), syntax.Span);

        public NotifiedPeople NotifiedBy(PeopleSyntax people, BindingScope inside)
        {
            var roles = ImmutableArray.CreateBuilder<string>();
            var users = ImmutableArray.CreateBuilder<BoundExpression>();
            foreach (var item in people.Items.Items)
                switch (ExpressionBinder.Bind(item, source, inside, null, diagnostics))
                {
                    case BoundCall { Function.Name: "role", Arguments: [BoundLiteral { Value: string role }] }: roles.Add(role); break;
                    case { Type: { Kind: TypeKind.Record, Entity: SystemEntities.User } } user: users.Add(user); break;
                    case { Type.Kind: TypeKind.Error }: break;
                    case var other: diagnostics.PeopleNeeded(At(item), other.Type); break;
                }
            return new(roles.ToImmutable(), users.ToImmutable());
        }

        private WebhookCommand? BindWebhook(WebhookCommandSyntax syntax, BindingScope inside)
        {
            var values = ImmutableArray.CreateBuilder<NamedValue>();
            foreach (var given in syntax.Values?.Items ?? [])
            {
                var name = Word.Name(given.Field);
                var value = ExpressionBinder.Bind(given.Value, source, inside, null, diagnostics);
                if (value.Type.Kind is TypeKind.Range || value.Type is { Kind: TypeKind.List, Element.Kind: TypeKind.Record }) diagnostics.WrongType(At(given.Value), RuleType.Text, value.Type);
                else if (values.Any(v => v.Name == name)) diagnostics.AssignedTwice(At(given.Field), name);
                else values.Add(new(name, value));
            }
            var key = syntax.Key is null ? null : ExpressionBinder.Bind(syntax.Key, source, inside, RuleType.Text, diagnostics);
            if (Word.IsMissing(syntax.Name)) return null;
            if (syntax.Name is { Value: string webhook, Parts.IsDefault: true }) return key is BoundError ? null : new(webhook, values.ToImmutable(), key, syntax.Span);
            diagnostics.PlainNameNeeded(At(syntax.Name));
            return null;
        }

        private TagCommand? BindTag(TagCommandSyntax syntax, BindingScope inside)
        {
            var tag = ExpressionBinder.Bind(syntax.Tag, source, inside, RuleType.Text, diagnostics);
            var tags = entity.Fields.Where(f => f.Type == FieldType.Tags).ToArray();
            Field? field = null;
            if (syntax.Field is { } named)
            {
                field = Assigned(named, entity);
                if (field is { Type: not FieldType.Tags }) diagnostics.NoTagField(At(named), entity.Name, tags.Select(f => f.Name));
            }
            else if (tags is [var only]) field = only;
            else diagnostics.NoTagField(At(syntax.TagKeyword), entity.Name, tags.Select(f => f.Name));
            return field is not { Type: FieldType.Tags } || tag is BoundError ? null : new(field, tag, Word.Keyword(syntax.AddOrRemove) == Keywords.AddTag.Text, syntax.Span);
        }

        private ForEachCommand? BindForEach(ForEachCommandSyntax syntax, BindingScope inside)
        {
            if (binder.Selected(syntax.Entity, source) is not var (selected, members)) return null;
            var item = new RecordSymbol(Word.Name(syntax.Name), selected.Name);
            diagnostics.Recorder?.Declare(source, syntax.Name, item, item.Name);
            var named = inside with
            {
                Records = inside.Records.SetItem(item.Name, new FunctionParameter(item.Name, RuleType.Record(selected.Name), item, null)), Variables = inside.Variables.Remove(item.Name),
            };
            var where = Condition(syntax.Where, named with { Bare = item });
            if (members(item) is { } member) where = where is null ? member : BoundFactory.Binary(BinaryOperator.And, member, where)!;
            if (syntax.Via is { } via && FindField(via, selected) is { } lookup)
            {
                if (inside.This is not { } self || !lookup.IsToOne || lookup.Target != self.Entity) diagnostics.ViaUnfit(At(via), lookup.Name);
                else
                {
                    var related = BoundFactory.Binary(BinaryOperator.Equal, BoundFactory.Field(BoundFactory.Record(item), selected, lookup, via.Span), BoundFactory.Record(self))!;
                    where = where is null ? related : BoundFactory.Binary(BinaryOperator.And, related, where);
                }
            }
            var (body, _) = Block(syntax.Body, named, onlySet: false);
            if (LimitOf(syntax) is not { } limit || where is BoundError) return null;
            return new(binder.Select(selected, item, where, limit, At(syntax.Entity)), body, syntax.Span);
        }

        private int? LimitOf(ForEachCommandSyntax syntax)
        {
            if (syntax.Limit is not { } token) diagnostics.LimitMissing(At(syntax.ForKeyword));
            else if (token.Value is not long limit) return null;
            else if (limit is < 1 or > MaxSelected) diagnostics.LimitOutOfRange(At(token), MaxSelected);
            else return (int)limit;
            return null;
        }

        private BoundMessage? Message(MessageSyntax? syntax, BindingScope inside) => syntax is null ? null : new(syntax.Texts
            .DistinctBy(t => t.Locale is null ? "" : Word.Name(t.Locale))
            .ToImmutableSortedDictionary(t => t.Locale is null ? "" : Word.Name(t.Locale), t => ExpressionBinder.Bind(t.Text, source, inside, RuleType.Text, diagnostics), StringComparer.Ordinal));
    }

    /// <summary>Notes a selection, so that back ends know it by its index.</summary>
    private BoundSelection Select(Entity selected, RecordSymbol item, BoundExpression? where, int limit, Diagnostics.SourceLocation location)
    {
        var (condition, outer) = where is null ? (null, []) : OuterValues.TakenFrom(where, item);
        var selection = new BoundSelection(selections.Count, selected, item, condition, outer, limit, location);
        selections.Add(selection);
        return selection;
    }
}
