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
public sealed record SqlParameter(string Name, SqlParameterKind Kind, object? Value);
