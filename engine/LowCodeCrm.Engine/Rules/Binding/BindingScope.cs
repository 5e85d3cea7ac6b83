using System.Collections.Frozen;
using System.Collections.Immutable;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;

namespace LowCodeCrm.Engine.Rules.Binding;

/// <summary>What names mean at a place. Immutable.</summary>
/// <param name="Model">The app; <see cref="NoModel"/> outside any.</param>
/// <param name="This">The record that <c>this</c> and, outside aggregates, bare names mean; null: there is none.</param>
public sealed record BindingScope(CrmModel Model, RecordSymbol? This)
{
    /// <summary>An app without entities, for expressions outside any app.</summary>
    public static readonly CrmModel NoModel = new("", "", LocalizedText.Empty, []);

    /// <summary>The record whose fields bare names mean: <see cref="This"/>, or the inner record of an aggregate.</summary>
    public RecordSymbol? Bare { get; init; } = This;
    /// <summary><c>let</c>s and scalar parameters.</summary>
    public ImmutableDictionary<string, VariableSymbol> Variables { get; init; } = ImmutableDictionary<string, VariableSymbol>.Empty;
    /// <summary>Record parameters of a function, with their types.</summary>
    public ImmutableDictionary<string, FunctionParameter> Records { get; init; } = ImmutableDictionary<string, FunctionParameter>.Empty;
    /// <summary>The package's functions by name.</summary>
    public FrozenDictionary<string, FunctionSymbol> Functions { get; init; } = FrozenDictionary<string, FunctionSymbol>.Empty;
    /// <summary>In a message handler: what the message is called, and the channels that it may have come by.</summary>
    internal MessageName? Message { get; init; }
    /// <summary>What is known to be set here, from the conditions around; see <see cref="Binding.Facts"/>.</summary>
    internal Facts Facts { get; init; } = Facts.None;

    /// <summary>A scope whose bare names are a record's fields.</summary>
    public static BindingScope For(CrmModel model, Entity entity) => new(model, new RecordSymbol("this", entity.Name));

    /// <summary>A scope with typed variables and no record, as <c>crm eval</c> needs it.</summary>
    public static BindingScope Of(IEnumerable<VariableSymbol> variables) =>
        new(NoModel, null) { Variables = variables.ToImmutableDictionary(v => v.Name, StringComparer.Ordinal) };

    public BindingScope With(VariableSymbol variable) => this with { Variables = Variables.SetItem(variable.Name, variable), Records = Records.Remove(variable.Name) };

    internal Entity? BareEntity => Bare is null ? null : Model.Find(Bare.Entity);
    internal Entity? ThisEntity => This is null ? null : Model.Find(This.Entity);

    /// <summary>Every name that a bare word could mean, for "did you mean" and completion.</summary>
    internal IEnumerable<string> Names() =>
        Variables.Keys.Concat(Records.Keys).Concat(BareEntity?.Fields.Select(f => f.Name) ?? []).Append("user").Concat(Model.Entities.Where(e => !e.IsSystem).Select(e => e.Name));
}
