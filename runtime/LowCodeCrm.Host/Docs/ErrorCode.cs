using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;

namespace LowCodeCrm.Host.Docs;

/// <summary>A code that the API may answer with.</summary>
/// <param name="Code">In <c>error.code</c> or in <c>error.details[].code</c>; also its anchor.</param>
/// <param name="Statuses">HTTP statuses of answers with this code; empty: it stands in details only.</param>
/// <param name="Meaning">When it is answered.</param>
/// <param name="Remedy">What a client or its user does about it.</param>
internal sealed record ErrorCode(string Code, ImmutableArray<int> Statuses, LocalizedText Meaning, LocalizedText Remedy);
