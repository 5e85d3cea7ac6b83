using System.Text.RegularExpressions;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Sql;
using LowCodeCrm.Runtime.Api;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>What can be wrong with a query, one method each.</summary>
internal static partial class QueryProblems
{
    /// <summary>The OData library's complaint, with the place named and, for the commonest mistake, the remedy.</summary>
    public static ApiProblem Unreadable(string option, string message, QueryModel model)
    {
        if (UnknownProperty().Match(message) is { Success: true } match && model.EntityOf(match.Groups[2].Value) is { } entity) return UnknownField(option, match.Groups[1].Value, entity);
        return ApiProblem.Malformed($"{option} cannot be read: {message}", $"{option} を解釈できません: {message}", option);
    }

    public static ApiProblem UnknownField(string option, string name, Entity entity)
    {
        var known = string.Join(", ", entity.Fields.Select(f => f.IsToOne ? f.Name + "_id" : f.Name).Take(40));
        return ApiProblem.Malformed($"{option}: '{entity.Name}' has no field '{name}'. It has: {known}.", $"{option}: 「{entity.Name}」に項目「{name}」はありません。使える項目: {known}", option);
    }

    public static ApiProblem NotExact(string option, SqlLimitation limitation) => limitation.OnReading is { } field ? NotExactField(option, field.Field, limitation) : ApiProblem.Malformed(
        $"{option}: {limitation.Construct.For("en").Trim()} cannot be used in a query. Put it into a computed field of the app and query that field.",
        $"{option}: {limitation.Construct.For("ja").Trim()}は問い合わせに使えません。アプリの算出項目にして、その項目を使ってください。", option);

    // Such a field cannot be stored, so what it is computed from is what can be asked for.
    private static ApiProblem NotExactField(string option, Field field, SqlLimitation limitation)
    {
        var (en, ja) = (limitation.Construct.For("en").Trim(), limitation.Construct.For("ja").Trim());
        var instead = limitation.ReadFields.Select(f => f.IsToOne ? f.Name + "_id" : f.Name).ToArray();
        return ApiProblem.Malformed(
            $"{option}: '{field.Name}' is computed when it is read, and its rule uses {en}, which the database cannot compute exactly. {(instead.Length == 0 ? "Leave it out of the query." : $"Use what it is computed from instead: {string.Join(", ", instead)}.")}",
            $"{option}: 「{field.Name}」は読み取り時に計算される項目で、その規則の{ja}はデータベースでは正確に計算できません。{(instead.Length == 0 ? "この項目を問い合わせから外してください。" : $"代わりに計算の元になる項目を使ってください: {string.Join(", ", instead)}")}", option);
    }

    /// <summary>Every mistake of a condition in the rules language, each at its place in the text.</summary>
    public static ApiProblem BadCondition(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var first = errors[0].Message;
        return new ApiProblem(400, "invalid_filter", LocalizedText.Of($"{QueryOptions.Filter}: {first.For("en")}", $"{QueryOptions.Filter}: {first.For("ja")}"),
            [.. errors.Select(d => new ProblemDetail(d.Id, QueryOptions.Filter, d.Message, Span: d.Location.Span))]);
    }

    public static ApiProblem ConditionTooLong(int limit) => ApiProblem.Malformed(
        $"{QueryOptions.Filter} is longer than {limit} characters. Put the condition into a computed field of the app and filter by that field.",
        $"{QueryOptions.Filter} が {limit} 文字を超えています。条件をアプリの算出項目にして、その項目で絞り込んでください。", QueryOptions.Filter);

    public static ApiProblem Mismatch(string option, string what) => ApiProblem.Malformed(
        $"{option}: {what} does not fit the types of its operands.", $"{option}: {what} はオペランドの型に合いません。", option);

    public static ApiProblem UnknownOption(string option, string value, Field field)
    {
        var known = string.Join(", ", field.Options.Select(o => o.Value));
        return ApiProblem.Malformed($"{option}: '{value}' is no option of '{field.Name}'. Options: {known}.", $"{option}: 「{value}」は「{field.Name}」の選択肢にありません。選択肢: {known}", option);
    }

    public static ApiProblem Unsupported(string option, string what) => ApiProblem.Malformed(
        $"{option}: {what} is not supported.", $"{option}: {what} には対応していません。", option);

    public static ApiProblem BadNumber(string option, int maximum) => ApiProblem.Malformed(
        $"{option} must be a whole number from 0 to {maximum}.", $"{option} は 0 から {maximum} までの整数で指定してください。", option);

    public static ApiProblem BadToken() => ApiProblem.Malformed(
        "$skiptoken was not made by this query. Follow @odata.nextLink unchanged, or start over without it.",
        "$skiptoken がこの問い合わせのものではありません。@odata.nextLink をそのまま使うか、$skiptoken なしで最初からやり直してください。", "$skiptoken");

    [GeneratedRegex(@"property named '([^']+)' on type '(?:crm\.)([^']+)'")]
    private static partial Regex UnknownProperty();
}
