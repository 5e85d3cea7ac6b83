using System.Diagnostics;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Values;

namespace LowCodeCrm.Engine.Rules.Sql;

/// <summary>Where a parameter's value comes from when the statement runs.</summary>
public enum SqlParameterKind
{
    /// <summary>Known when translating; <see cref="SqlParameter.Value"/> is already in the column form of the database.</summary>
    Constant,
    /// <summary>The instant of the request.</summary>
    Now,
    /// <summary>The day in the app's zone.</summary>
    Today,
    /// <summary>The day in the caller's zone.</summary>
    UserToday,
    /// <summary>The caller's id; empty for the system.</summary>
    User,
    /// <summary>Whether the caller has the role that <see cref="SqlParameter.Value"/> names.</summary>
    Role,
    /// <summary>The app's zone, for functions of local time.</summary>
    TimeZone,
    /// <summary>A variable handed in from outside; <see cref="SqlParameter.Value"/> is its symbol.</summary>
    Variable,
}

/// <param name="Name">With its prefix, as it stands in the text: <c>@p0</c>.</param>
public sealed record SqlParameter(string Name, SqlParameterKind Kind, object? Value)
{
    /// <summary>What is sent, in the column form of the database; of any kind but <see cref="SqlParameterKind.Variable"/>, which only who translated knows.</summary>
    public object? ValueFor(RuleContext context, ColumnCodec codec) => Kind switch
    {
        SqlParameterKind.Constant => Value,
        SqlParameterKind.Now => codec.ToDateTime(context.Now),
        SqlParameterKind.Today => codec.ToDate(RuleTime.Today(context)),
        SqlParameterKind.UserToday => codec.ToDate(RuleTime.UserToday(context)),
        SqlParameterKind.User => codec.ToGuid(context.UserId),
        SqlParameterKind.Role => codec.ToBool(context.HasRole((string)Value!)),
        SqlParameterKind.TimeZone => context.TimeZone,
        _ => throw new UnreachableException(),
    };
}
