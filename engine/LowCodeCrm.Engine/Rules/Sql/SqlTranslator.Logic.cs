using System.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Language;

namespace LowCodeCrm.Engine.Rules.Sql;

// Truth, equality, membership. SQL's and, or, not are Kleene's already; equality is IS, which indexes serve as they serve =.
public sealed partial class SqlTranslator
{
    /// <summary>A condition that is demanded: unknown counts as false, which lets comparisons take the forms that indexes serve best.</summary>
    /// <exception cref="SqlLimitation">It cannot be computed exactly.</exception>
    public string Condition(BoundExpression expression) => expression switch
    {
        BoundBinary { Operator: BinaryOperator.And } and => $"({Condition(and.Left)} AND {Condition(and.Right)})",
        BoundBinary { Operator: BinaryOperator.Or } or => $"({Condition(or.Left)} OR {Condition(or.Right)})",
        // a ?? false, demanded, is a.
        BoundBinary { Operator: BinaryOperator.Coalesce, Right: BoundLiteral { Value: false } } coalesce => Condition(coalesce.Left),
        BoundConversion { Operand.Type.Kind: TypeKind.Bool } conversion => Condition(conversion.Operand),
        BoundIn { Negated: false, Container: BoundRange range } membership => InRange(membership.Operand, range, membership.Type, isDemanded: true).Text,
        BoundIn { Negated: false, Container: BoundSet set } membership when MembershipList(membership.Operand, set) is { } list => list,
        BoundLiteral { Value: bool flag } => Syntax.Truth(flag),
        BoundField => Syntax.Holds(Value(expression).Text),
        _ => Test(Value(expression)),
    };

    /// <summary>A truth value as a condition; of the database's own, unknown where it is empty.</summary>
    private string Test(SqlValue value) => value.Text == "NULL" ? Syntax.Fact(value.Text) : value.Text;

    /// <summary>Any value as a value.</summary>
    private string Stored(SqlValue value) => value.Type.Kind == TypeKind.Bool && value.Text != "NULL" ? Syntax.Flag(value.Text) : value.Text;

    private string AsType(string value, RuleType type) => type.Kind == TypeKind.Bool ? Syntax.Fact(value) : value;

    // x in {a, b}: the form that one index serves. Literals only, so that nothing in the list is empty.
    private string? MembershipList(BoundExpression operand, BoundSet set)
    {
        if (set.Items.IsEmpty) return Syntax.Truth(false);
        if (Syntax.PadsText && operand.Type.Kind == TypeKind.Text) return null;
        if (!set.Items.All(item => Unconverted(item) is BoundLiteral { Value: not null and not bool } literal && !literal.Type.IsDecimalLike) || operand.Type.IsDecimalLike) return null;
        var left = Value(operand);
        var right = set.Items.Select(Value).ToArray();
        if (right.Any(item => item.Form != left.Form)) return null;
        return $"({left.Text} IN ({string.Join(", ", right.Select(item => item.Text))}))";
    }

    private static BoundExpression Unconverted(BoundExpression expression) => expression is BoundConversion conversion ? Unconverted(conversion.Operand) : expression;

    private SqlValue IsSet(BoundIsSet test)
    {
        var operand = Value(test.Operand);
        if (operand.Form == SqlForm.Literal) return new SqlValue(Syntax.Truth(!test.Negated), RuleType.Bool);
        // A structured value is set where any part is.
        var text = operand.Columns is { } columns ? $"coalesce({string.Join(", ", columns)})" : Stored(operand);
        return new SqlValue($"({text} IS {(test.Negated ? "" : "NOT ")}NULL)", RuleType.Bool);
    }

    private SqlValue Logic(string sql, BoundBinary binary)
    {
        var (left, right) = (Test(Value(binary.Left)), Test(Value(binary.Right)));
        if (!BoundTree.CanFail(binary.Right)) return new($"({left} {sql} {right})", binary.Type);
        if (!Syntax.HasTruthValues) return new(LogicOfConditions(left, right, binary), binary.Type);
        // A database may evaluate both sides; CASE keeps a right side that can fail from being evaluated where the left decides.
        var (decided, open) = (Syntax.Truth(binary.Operator == BinaryOperator.Or), Syntax.Truth(binary.Operator == BinaryOperator.And));
        var unknown = binary.Left.Type.IsOptional ? $" ELSE (CASE ({right}) WHEN {decided} THEN {decided} END)" : "";
        return new($"(CASE ({left}) WHEN {decided} THEN {decided} WHEN {open} THEN ({right}){unknown} END)", binary.Type);
    }

    private string LogicOfConditions(string left, string right, BoundBinary binary)
    {
        var isAnd = binary.Operator == BinaryOperator.And;
        var decided = Syntax.Flag(Syntax.Truth(!isAnd));
        var unknown = binary.Left.Type.IsOptional ? $" WHEN {(isAnd ? "NOT " : "")}{right} THEN {decided}" : "";
        return Syntax.Fact($"(CASE WHEN {(isAnd ? left : $"NOT {left}")} THEN {Syntax.Flag(right)} WHEN {(isAnd ? $"NOT {left}" : left)} THEN {decided}{unknown} END)");
    }

    private SqlValue Equality(SqlValue left, SqlValue right, bool negated, BoundExpression at)
    {
        if (left.Type.IsDecimalLike || right.Type.IsDecimalLike) return DecimalEquality(left, right, negated, at);
        if (left.Type.Kind is TypeKind.Set or TypeKind.List && right.Type.Kind is TypeKind.Set or TypeKind.List)
            return Negate(CallFunction("Equal", RuleType.Bool, at.Span, left, right), negated);
        if (left.Columns is { } a && right.Columns is { } b)
            return Negate(new SqlValue($"({string.Join(" AND ", a.Zip(b).Select(pair => Syntax.Same(pair.First, pair.Second, RuleType.Text, negated: false)))})", RuleType.Bool), negated);
        if (left.Columns is { } parts && right.Text == "NULL") return new SqlValue($"(coalesce({string.Join(", ", parts)}) IS {(negated ? "NOT " : "")}NULL)", RuleType.Bool);
        (left, right) = UnifyIds(left, right, at);
        return new SqlValue(Syntax.Same(Stored(left), Stored(right), left.Form == SqlForm.Id ? RuleType.Record("") : left.Text == "NULL" ? right.Type : left.Type, negated), RuleType.Bool);
    }

    private static SqlValue Negate(SqlValue value, bool negated) => negated ? value with { Text = $"(NOT {value.Text})" } : value;

    // An id is text in rules and 16 bytes in the database. A literal that no id could be written as equals none.
    private (SqlValue Left, SqlValue Right) UnifyIds(SqlValue left, SqlValue right, BoundExpression at)
    {
        if (left.Form == SqlForm.Id && right.Form != SqlForm.Id) return (left, IdOf(right)) is (_, { } id) ? (left, id) : (IdAsText(left, at), right);
        if (right.Form == SqlForm.Id && left.Form != SqlForm.Id) return IdOf(left) is { } other ? (other, right) : (left, IdAsText(right, at));
        return (left, right);
    }

    private SqlValue? IdOf(SqlValue value) => value.Text == "NULL" ? value
        : value.Constant is string text && Guid.TryParseExact(text, "D", out var id) && id.ToString() == text ? value with { Text = Context.Constant(Context.Codec.ToGuid(id)), Form = SqlForm.Id }
        : value.Type.Kind == TypeKind.Record ? value with { Form = SqlForm.Id }
        : null;

    private SqlValue IdAsText(SqlValue value, BoundExpression at) =>
        value.Form == SqlForm.Id ? CallFunction("TextOf", RuleType.Text.Optional, at.Span, value with { Type = RuleType.Record("") }) with { Form = SqlForm.Plain } : value;

    private SqlValue In(BoundIn membership)
    {
        switch (membership.Container)
        {
            case BoundSet set:
                if (set.Items.IsEmpty) return new SqlValue(Syntax.Truth(membership.Negated), RuleType.Bool);
                if (membership.Operand is BoundSet sought && !BoundTree.CanFail(sought) && set.Items.All(item => item is BoundSet && !BoundTree.CanFail(item)))
                    return Negate(new SqlValue($"({string.Join(" OR ", set.Items.Select(item => SameItems(sought, (BoundSet)item).Text))})", RuleType.Bool), membership.Negated);
                var operand = Value(membership.Operand);
                var equalities = set.Items.Select(item => Equality(operand, Value(item), negated: false, item).Text);
                return Negate(new SqlValue($"({string.Join(" OR ", equalities)})", RuleType.Bool), membership.Negated);
            case BoundRange range:
                return Negate(InRange(membership.Operand, range, membership.Type, isDemanded: false), membership.Negated);
            case BoundCall { Function.Name: Functions.ContactableChannels } addressed:
                return Negate(IsAddressed(membership.Operand, addressed), membership.Negated);
            case { Type.Kind: TypeKind.Set }:
                var item = Value(membership.Operand);
                var container = Value(membership.Container);
                return Negate(new SqlValue(Syntax.IsIn(Stored(item), container.Text), RuleType.Bool), membership.Negated);
            default:
                throw SqlLimitation.Of(membership.Span, "membership in this kind of list", "この種類の一覧への所属判定");
        }
    }

    // Sets are equal where each holds every item of the other. A database has no value for a set of numbers, but it need not: the items stand there.
    private const int MostPairs = 2_500;

    private SqlValue SameItems(BoundSet one, BoundSet other)
    {
        if ((long)one.Items.Length * other.Items.Length > MostPairs) throw SqlLimitation.Of(one.Span, "sets of this size beside each other", "この大きさの集合どうしの比較");
        var parts = one.Items.Select(item => Holds(other, item)).Concat(other.Items.Select(item => Holds(one, item))).ToArray();
        return new SqlValue(parts.Length == 0 ? Syntax.Truth(true) : $"({string.Join(" AND ", parts)})", RuleType.Bool);

        string Holds(BoundSet set, BoundExpression item) => In(new BoundIn(item, set, Negated: false, RuleType.Bool, item.Span)).Text;
    }

    private SqlValue InRange(BoundExpression operand, BoundRange range, RuleType type, bool isDemanded)
    {
        var value = Value(operand);
        var parts = new List<string>();
        var empties = new List<string>();
        if (range.Low is { } low) Bound(low, range.LowIncluded ? BinaryOperator.GreaterOrEqual : BinaryOperator.Greater);
        if (range.High is { } high) Bound(high, range.HighIncluded ? BinaryOperator.LessOrEqual : BinaryOperator.Less);
        if (parts.Count == 0) return new SqlValue(Syntax.Where($"{Realise(value).Text} IS NOT NULL", Syntax.Truth(true)), type);
        // AND leaves out its right side where the left is false; the language evaluates both bounds. A filter keeps AND, for the index's sake.
        if (!isDemanded && parts.Count == 2 && BoundTree.CanFail(range.High!))
            return CallFunction("Both", type, operand.Span, new SqlValue(parts[0], RuleType.Bool.Optional), new SqlValue(parts[1], RuleType.Bool.Optional));
        var both = $"({string.Join(" AND ", parts)})";
        // Kleene's and would make false of "below the low bound, no high bound"; the language says empty.
        return new SqlValue(empties.Count == 0 || parts.Count == 1 ? both : Syntax.Where(string.Join(" AND ", empties), both), type);

        void Bound(BoundExpression bound, BinaryOperator comparison)
        {
            var limit = Value(bound);
            parts.Add(Ordering(value, limit, comparison, bound).Text);
            if (bound.Type.IsOptional) empties.Add($"{Realise(limit).Text} IS NOT NULL");
        }
    }

    private SqlValue If(BoundIf choice)
    {
        // CASE takes ELSE for an unknown condition, as the language does.
        var branches = Unify([Value(choice.Then), Value(choice.Else)], choice);
        return branches[0] with { Text = Syntax.Typed(AsType($"(CASE WHEN {Test(Value(choice.Condition))} THEN {Stored(branches[0])} ELSE {Stored(branches[1])} END)", choice.Type), choice.Type), Type = choice.Type, Constant = null };
    }

    private SqlValue Binary(BoundBinary binary)
    {
        switch (binary.Operator)
        {
            case BinaryOperator.And: return Logic("AND", binary);
            case BinaryOperator.Or: return Logic("OR", binary);
            case BinaryOperator.Equal or BinaryOperator.NotEqual when (binary.Left, binary.Right) is (BoundSet one, BoundSet other) && !BoundTree.CanFail(one) && !BoundTree.CanFail(other):
                return Negate(SameItems(one, other), binary.Operator == BinaryOperator.NotEqual);
            case BinaryOperator.Equal: return Equality(Value(binary.Left), Value(binary.Right), negated: false, binary);
            case BinaryOperator.NotEqual: return Equality(Value(binary.Left), Value(binary.Right), negated: true, binary);
            case BinaryOperator.Less or BinaryOperator.LessOrEqual or BinaryOperator.Greater or BinaryOperator.GreaterOrEqual:
                return Ordering(Value(binary.Left), Value(binary.Right), binary.Operator, binary);
            case BinaryOperator.Coalesce:
                var both = Unify([Value(binary.Left), Value(binary.Right)], binary);
                return both[0] with { Text = Syntax.Typed(AsType($"coalesce({Stored(both[0])}, {Stored(both[1])})", binary.Type), binary.Type), Type = binary.Type, Constant = null };
            case BinaryOperator.Concat: return CallFunction("Concat", RuleType.Text, binary.Span, TextOf(binary.Left), TextOf(binary.Right));
            case BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Mod: return Arithmetic(binary);
            default: throw new UnreachableException();
        }
    }

    private SqlValue Unary(BoundUnary unary)
    {
        var operand = Value(unary.Operand);
        if (unary.Operator == UnaryOperator.Not) return new SqlValue($"(NOT {Test(operand)})", unary.Type);
        return operand.Form switch
        {
            SqlForm.Literal => operand with { Constant = -(decimal)operand.Constant!, Type = unary.Type },
            SqlForm.Scaled or SqlForm.Exact => operand with { Text = $"(-{operand.Text})", Type = unary.Type },
            _ => CallFunction("Negate", unary.Type, unary.Span, operand),
        };
    }

    /// <summary>The value as text, as <c>&amp;</c> and interpolation write it.</summary>
    private SqlValue TextOf(BoundExpression expression) => TextOf(Value(expression), expression);

    private SqlValue TextOf(SqlValue value, BoundExpression at)
    {
        if (value.Text == "NULL") return value with { Type = RuleType.Text.Optional };
        if (value.Form == SqlForm.Id || value.Type.Kind == TypeKind.Record) return IdAsText(value with { Form = SqlForm.Id }, at);
        switch (value.Type.Kind)
        {
            case TypeKind.Text or TypeKind.Channel: return value with { Type = value.Type.IsOptional ? RuleType.Text.Optional : RuleType.Text };
            case TypeKind.Choice:
                var options = FieldOfChoice(value.Type)?.Options ?? throw SqlLimitation.Of(at.Span, "the text of this choice", "この選択肢の文字列");
                if (options.IsEmpty) return new SqlValue("NULL", RuleType.Text.Optional);
                var cases = options.Select(o => $"WHEN {Context.Constant(Context.Codec.ToText(o.Id))} THEN {Context.Constant(Context.Codec.ToText(o.Value))}");
                return new SqlValue($"(CASE {value.Text} {string.Join(' ', cases)} END)", RuleType.Text.Optional);
            case TypeKind.PersonName or TypeKind.Address or TypeKind.Geo or TypeKind.File or TypeKind.Json or TypeKind.Set or TypeKind.List:
                throw SqlLimitation.Of(at.Span, "the text of a structured value", "構造を持つ値の文字列");
            default: return CallFunction("Text", value.Type.IsOptional ? RuleType.Text.Optional : RuleType.Text, at.Span, value);
        }
    }
}
