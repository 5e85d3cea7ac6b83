using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Runtime.Explaining;

/// <summary>Why something of a record is as it is, in the reader's language.</summary>
/// <param name="Kind">computed, rollup, default, entered, rule, system; show, required, readonly; validation, warning, guard; transition; approval.</param>
/// <param name="Title">What was asked about, by its label.</param>
/// <param name="Value">Of a field its value; of all else whether it holds.</param>
/// <param name="Summary">The outcome in a sentence or two.</param>
/// <param name="Parts">The rules behind it, those that decide first.</param>
internal sealed record WhyAnswer(string Kind, string Title, object? Value, RuleType Type, string Summary, ImmutableArray<WhyPart> Parts)
{
    /// <summary>Who brought a value in, and when.</summary>
    public WhyOrigin? Origin { get; init; }

    /// <summary>What can no longer be told, and for what reason.</summary>
    public string? Unknown { get; init; }

    /// <summary>The published version whose rules speak.</summary>
    public int AppVersion { get; init; }
}

/// <summary>A rule, or a condition of one, on the record.</summary>
/// <param name="Role">value, when, require, guard, by, submit, step, lock, ask.</param>
/// <param name="Rule">By name; null: the field or the platform itself.</param>
/// <param name="Text">What it says, in words.</param>
/// <param name="Holds">Of a condition; null where it is none, or nothing is known.</param>
/// <param name="Message">What the rule says to people.</param>
/// <param name="Change">What would turn the outcome round, as a sentence.</param>
internal sealed record WhyPart(string Role, string? Rule, string Text, bool? Holds, ExplainNode? Tree, SourceLocation? Location, string? Message = null, string? Change = null)
{
    /// <summary>In full, for what it read.</summary>
    public ExplainNode? Full { get; init; }

    /// <summary>Fields that it asks for.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];
}

/// <param name="By">A name; null: nobody that is known.</param>
/// <param name="Rule">The rule that set it; null: it was entered.</param>
/// <param name="Version">The record's, after it.</param>
internal sealed record WhyOrigin(DateTime At, string? By, string? Rule, long Version, int AppVersion);
