using System.Collections.Immutable;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;

namespace LowCodeCrm.Runtime.Saving;

/// <summary>What became of a save. <c>Api/SaveResponse</c> maps it to HTTP, in that one place.</summary>
public abstract record SaveResult
{
    /// <summary>True when what was written stays.</summary>
    public virtual bool IsSuccess => false;
}

/// <param name="Warnings">What <c>warn</c> rules say of the saved record.</param>
public sealed record Saved(EntityRecord Record, bool Created, ImmutableArray<Violation> Warnings) : SaveResult
{
    public override bool IsSuccess => true;
}

/// <summary>The record already was as asked: nothing was written, no history, no event.</summary>
public sealed record Unchanged(EntityRecord Record) : SaveResult
{
    public override bool IsSuccess => true;
}

/// <summary>The record is in the recycle bin.</summary>
public sealed record Deleted(Guid Id) : SaveResult
{
    public override bool IsSuccess => true;
}

/// <summary>Rules or types said no; all violations.</summary>
public sealed record Rejected(ImmutableArray<Violation> Violations) : SaveResult;

/// <summary>The request itself is wrong (an unknown property), before any rule was asked.</summary>
public sealed record Malformed(ImmutableArray<Violation> Violations) : SaveResult;

/// <summary>There is no such record that the caller may see.</summary>
public sealed record NotFound : SaveResult;

public sealed record Forbidden(string Message) : SaveResult;

/// <summary>The ETag is old: the fields in which what was sent differs from what is stored, each as both records hold it.</summary>
public sealed record Conflict(EntityRecord Stored, EntityRecord Sent, ImmutableArray<Field> Differing) : SaveResult;

/// <summary>Another record has the key already.</summary>
public sealed record KeyTaken(ImmutableArray<string> Fields, string Message) : SaveResult;

/// <summary>Records that refer to it keep it from being deleted.</summary>
public sealed record Restricted(string Message) : SaveResult;

/// <summary>One reason why a save is refused (or, from <c>warn</c>, a remark).</summary>
/// <param name="Code">Stable: <c>required</c>, <c>type</c>, <c>too_long</c>, <c>range</c>, <c>scale</c>, <c>choice</c>, <c>not_found</c>, <c>read_only</c>, <c>rule</c>, <c>guard</c>, <c>no_transition</c> …</param>
/// <param name="Message">In the caller's language.</param>
/// <param name="Fields">Names of the fields it stands at, as in JSON; none: the record.</param>
/// <param name="Rule">Name of the rule that said so.</param>
public sealed record Violation(string Code, string Message, ImmutableArray<string> Fields, string? Rule = null);
