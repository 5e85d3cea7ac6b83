using System.Diagnostics;
using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>
/// Bound expressions as C# expressions. Emptiness is null, and C#'s lifted operators give empty for empty as the language does; conditions are
/// written as plain bool (<see cref="WhenTrue"/>, <see cref="WhenFalse"/>), so that a predicate costs what a hand-written one does.
/// </summary>
internal sealed partial class ExpressionEmitter(ModuleWriter module)
{
    private const string Operators = "global::LowCodeCrm.Engine.Rules.Values.RuleOperators.";

    /// <summary>The value of an expression; an empty one is null.</summary>
    public Code Value(BoundExpression expression, RuleScope scope) => expression switch
    {
        BoundLiteral literal => Literal(literal),
        BoundRecord record => scope.Records[record.Symbol] is { } r ? new Code(r.MayBeNull ? $"{r.Variable}?.Id" : $"{r.Variable}.Id", TypeKind.Record, r.MayBeNull) : throw new UnreachableException(),
        BoundUser => new Code("c.UserId", TypeKind.Record, true),
        BoundField field => FieldValue(field, scope),
        BoundOldField old => scope.Saved is null ? Null(old.Type.Kind) : new Code($"(o?.{RecordEmitter.MemberOf(old.Field)})", Code.Normal(old.Type.Kind), true),
        BoundChanged changed => Changed(changed, scope),
        BoundMember member => Member(member, scope),
        BoundVariable variable => scope.Variables[variable.Symbol],
        BoundUnary unary => Unary(unary, scope),
        BoundBinary binary => Binary(binary, scope),
        BoundIsSet or BoundIn { Container: not BoundRange } => new Code(WhenTrue(expression, scope), TypeKind.Bool, false),
        BoundIn membership => InRange(membership, scope),
        BoundSet set => Set(set, scope),
        BoundIf choice => If(choice, scope),
        BoundLet let => Let(let, scope),
        BoundCall call => Call(call, scope),
        BoundFunctionCall call => FunctionCall(call, scope),
        BoundConversion conversion => Conversion(conversion, scope),
        BoundInterpolation text => Interpolation(text, scope),
        BoundAggregate aggregate => Aggregate(aggregate, scope),
        BoundChoose choose => Choose(choose, scope),
        BoundMatch match => new Code(Invariant($"c.FindBySender({module.Use(match.Entity)}, {ValueAs(match.Sender, TypeKind.Text, scope).Text})"), TypeKind.Record, true),
        BoundMessagePart { Type.Kind: TypeKind.DateTime } => new Code("c.MessageAt()", TypeKind.DateTime, true),
        BoundMessagePart part => new Code($"c.MessageText({module.Literal(part.Member)})", TypeKind.Text, true),
        _ => throw new UnreachableException(expression.GetType().Name),
    };

    /// <summary>The value as a nullable of the given kind, for fields, parameters and branches.</summary>
    public Code ValueAs(BoundExpression expression, TypeKind kind, RuleScope scope) => Convert(Value(expression, scope), kind).Nullable;

    public Code ValueAs(BoundExpression expression, RuleType type, RuleScope scope) => ValueAs(expression, Code.KindOf(type), scope);

    /// <summary>The record itself, loaded where the expression is a reference; may be null.</summary>
    private (string Text, bool MayBeNull) Record(BoundExpression expression, string entity, RuleScope scope)
    {
        if (expression is BoundRecord { Symbol: var symbol })
        {
            var record = scope.Records[symbol];
            return (record.Variable, record.MayBeNull);
        }
        var index = module.Use(module.Model.Entity(entity));
        return ($"{module.Loader(index)}(c, {Value(expression, scope).Nullable.Text})", true);
    }

    private Code FieldValue(BoundField field, RuleScope scope)
    {
        var (record, mayBeNull) = Record(field.Record, field.Entity.Name, scope);
        var kind = Code.Normal(field.Type.Kind);
        module.Use(field.Entity);
        // A field without a column has its value from its rule, wherever the record comes from.
        if (field.Field.Origin == FieldOrigin.ComputedOnRead && module.VolatileField(field.Entity, field.Field) is { } method)
            return new Code($"{method}(c, {record})", kind, true);
        if (field.Field.Type == FieldType.Id)
            return kind == TypeKind.Text
                ? TextOf(new Code(mayBeNull ? $"({record}?.Id)" : $"{record}.Id", TypeKind.Record, mayBeNull))
                : new Code(mayBeNull ? $"({record}?.Id)" : $"{record}.Id", TypeKind.Record, mayBeNull);
        if (field.Field.Name == SystemFields.Version) return new Code(mayBeNull ? $"({record}?.Version)" : $"{record}.Version", TypeKind.Int, mayBeNull);
        var member = RecordEmitter.MemberOf(field.Field);
        return new Code(mayBeNull ? $"({record}?.{member})" : $"{record}.{member}", kind, true);
    }

    private static Code Changed(BoundChanged changed, RuleScope scope)
    {
        if (scope.Saved is not { } saved) return new Code("false", TypeKind.Bool, false);
        var member = RecordEmitter.MemberOf(changed.Field);
        var shape = FieldShape.Of(changed.Field, null);
        // On create the former value is null, so that "changed" means "is set".
        return new Code(shape.IsValueType || shape.Type == "string" ? $"({saved.Variable}.{member} != (o?.{member}))" : $"(!object.Equals({saved.Variable}.{member}, o?.{member}))", TypeKind.Bool, false);
    }

    private Code Member(BoundMember member, RuleScope scope)
    {
        var target = Value(member.Target, scope).Text;
        // Every name here is one of ours: members of structured values are a closed list.
        return member.Member switch
        {
            "family" => Text("Family"), "given" => Text("Given"), "familyReading" => Text("FamilyReading"), "givenReading" => Text("GivenReading"),
            "country" => Text("Country"), "postalCode" => Text("PostalCode"), "region" => Text("Region"), "city" => Text("City"), "street" => Text("Street"), "building" => Text("Building"),
            "lat" => new Code($"({target}?.Lat)", TypeKind.Decimal, true), "lon" => new Code($"({target}?.Lon)", TypeKind.Decimal, true),
            "name" => Text("Name"), "type" => Text("Type"), "size" => new Code($"({target}?.Size)", TypeKind.Int, true),
            _ => throw new UnreachableException(member.Member),
        };

        Code Text(string property) => new($"({target}?.{property})", TypeKind.Text, true);
    }

    private Code If(BoundIf choice, RuleScope scope)
    {
        var kind = Code.KindOf(choice.Type);
        var (then, other) = (Convert(Value(choice.Then, scope), kind), Convert(Value(choice.Else, scope), kind));
        var nullable = then.MayBeNull || other.MayBeNull;
        return new Code($"({WhenTrue(choice.Condition, scope)} ? {(nullable ? then.Nullable : then).Text} : {(nullable ? other.Nullable : other).Text})", Code.Normal(kind), nullable);
    }

    private Code Let(BoundLet let, RuleScope scope)
    {
        var value = Convert(Value(let.Value, scope), Code.KindOf(let.Symbol.Type));
        var variable = value with { Text = module.NewVariable() };
        var body = Convert(Value(let.Body, scope.With(let.Symbol, variable)), Code.KindOf(let.Type));
        return body with { Text = $"({value.Text} is var {variable.Text} ? {body.Text} : default({body.CSharpType}))" };
    }

    private Code FunctionCall(BoundFunctionCall call, RuleScope scope)
    {
        var arguments = call.Function.Parameters.Zip(call.Arguments, (parameter, argument) => parameter.Record is { } record
            ? Record(argument, record.Entity, scope).Text
            : ValueAs(argument, parameter.Type, scope).Text);
        return new Code($"{module.Function(call.Function)}({string.Join(", ", arguments.Prepend("c"))})", Code.KindOf(call.Type), true);
    }

    private Code Interpolation(BoundInterpolation text, RuleScope scope)
    {
        var parts = text.Parts.Select(part => TextOf(Value(part, scope)).Text).ToList();
        return new Code(parts.Count switch
        {
            0 => "\"\"",
            1 => $"({parts[0]} ?? \"\")",
            _ => $"{ModuleWriter.Support}Interpolated(c, new string[] {{ {string.Join(", ", parts)} }})",
        }, TypeKind.Text, true);
    }

    private Code Set(BoundSet set, RuleScope scope)
    {
        if (set.Type.Kind == TypeKind.List)
            return Code.KindOf(set.Type) == Code.Values
                ? new Code($"{ModuleWriter.Support}ListOfValues(new object[] {{ {string.Join(", ", set.Items.Select(item => Value(item, scope).Text))} }})", Code.Values, false)
                : new Code($"{ModuleWriter.Support}ListOf(new string[] {{ {string.Join(", ", set.Items.Select(item => ValueAs(item, TypeKind.Text, scope).Text))} }})", TypeKind.List, false);
        if (set.Items.Length > 0 && set.Items.All(item => item is BoundLiteral { Value: string })) return module.ConstantSet(set.Items.Select(item => (string)((BoundLiteral)item).Value!));
        if (Code.KindOf(set.Type) == Code.Values)
            return new Code($"{ModuleWriter.Support}ValuesOf(new object[] {{ {string.Join(", ", set.Items.Select(item => Value(item, scope).Text))} }})", Code.Values, false);
        var items = set.Items.Select(item => ValueAs(item, TypeKind.Text, scope).Text);
        return new Code($"{ModuleWriter.Support}SetOf(new string[] {{ {string.Join(", ", items)} }})", TypeKind.Set, false);
    }

    private static Code Null(TypeKind kind) => new($"default({Code.TypeName(kind, true)})", Code.Normal(kind), true);

    private Code Conversion(BoundConversion conversion, RuleScope scope)
    {
        var value = Convert(Value(conversion.Operand, scope), Code.KindOf(conversion.Type));
        return conversion.WidensItems ? value with { Text = $"{ModuleWriter.Support}Widened({value.Text})", MayBeNull = true } : value;
    }

    /// <summary>int → decimal is the one conversion that computes.</summary>
    private static Code Convert(Code value, TypeKind target)
    {
        var kind = Code.Normal(target);
        if (value.Kind == kind || target is TypeKind.Error) return value;
        if (value.Kind == TypeKind.Empty) return Null(target);
        return (value.Kind, kind) switch
        {
            // The set {} has no type of item until it meets another.
            (TypeKind.Set, Code.Values) => new Code($"{ModuleWriter.Support}ValuesOf(new object[0])", kind, false),
            (TypeKind.Int, TypeKind.Decimal) => new Code($"(({Code.TypeName(kind, value.MayBeNull)}){value.Text})", kind, value.MayBeNull),
            _ => throw new UnreachableException($"{value.Kind} does not convert to {target}."),
        };
    }

    private Code Literal(BoundLiteral literal) => literal.Value switch
    {
        null => literal.Type.Kind is TypeKind.Empty or TypeKind.Error ? new Code("null", TypeKind.Empty, true) : Null(literal.Type.Kind),
        bool value => new Code(value ? "true" : "false", TypeKind.Bool, false),
        long value => new Code($"({module.Literal(value)})", TypeKind.Int, false),
        decimal value => new Code($"({module.Literal(value)})", TypeKind.Decimal, false),
        string value => new Code(module.Literal(value), TypeKind.Text, false),
        DateOnly value => new Code(Invariant($"global::System.DateOnly.FromDayNumber({value.DayNumber})"), TypeKind.Date, false),
        TimeOnly value => new Code(Invariant($"new global::System.TimeOnly({value.Ticks}L)"), TypeKind.Time, false),
        DateTime value => new Code(Invariant($"new global::System.DateTime({value.Ticks}L, (global::System.DateTimeKind)1)"), TypeKind.DateTime, false),
        TimeSpan value => new Code(Invariant($"new global::System.TimeSpan({value.Ticks}L)"), TypeKind.Duration, false),
        Period value => new Code(Invariant($"new global::LowCodeCrm.Engine.Records.Period({value.Months})"), TypeKind.Period, false),
        TextSet value => module.ConstantSet(value.Items),
        _ => throw new UnreachableException(literal.Value.GetType().Name),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
