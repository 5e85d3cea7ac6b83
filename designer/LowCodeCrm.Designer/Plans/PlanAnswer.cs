using LowCodeCrm.Designer.Publishing;

namespace LowCodeCrm.Designer.Plans;

/// <summary>What publishing would do to the app, and to the records that there are.</summary>
public sealed record PlanAnswer(ChangeJson[] Changes, ImpactJson[] Impact);

/// <summary>What publishing would mean for records.</summary>
/// <param name="Kind"><c>violates</c> a validation, <c>missing</c> a required value, <c>blocked</c> by a guard, <c>stranded</c> in a state that goes, <c>losesValue</c>, <c>losesRecords</c>.</param>
/// <param name="Target">The rule, field, option or entity.</param>
/// <param name="Count">Records concerned.</param>
/// <param name="Checked">Records looked at.</param>
/// <param name="Exact">False where there are more records than were looked at.</param>
/// <param name="Message">A sentence, in the caller's language.</param>
/// <param name="Entity">The live entity whose records they are.</param>
/// <param name="Filter">A condition that leads a list of the live app to the records concerned, or to the first of them; absent where it would have to name all.</param>
public sealed record ImpactJson(string Kind, string Target, long Count, long Checked, bool Exact, string Message, string Entity, string? Filter);
