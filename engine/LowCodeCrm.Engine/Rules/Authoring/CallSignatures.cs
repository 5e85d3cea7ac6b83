using System.Collections.Immutable;

namespace LowCodeCrm.Engine.Rules.Authoring;

/// <summary>The ways to make a call that is being written.</summary>
/// <param name="Items">All of them.</param>
/// <param name="Active">The first that has room for what is written already.</param>
/// <param name="Parameter">The one of it that the cursor is at; -1 for none.</param>
public sealed record CallSignatures(ImmutableArray<CallSignature> Items, int Active, int Parameter);
