using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Security;

namespace LowCodeCrm.Runtime.Queries;

/// <summary>Which records of an entity a caller may see, as a condition that every query takes into its WHERE.</summary>
public sealed class RecordPolicy
{
    /// <summary>The administrator's: everything.</summary>
    public static readonly RecordPolicy All = new((_, _) => null);

    private readonly Func<Entity, RecordSymbol, BoundExpression?> condition;

    public RecordPolicy(Func<Entity, RecordSymbol, BoundExpression?> condition) => this.condition = condition;

    /// <summary>The only role so far is the administrator's; nobody else sees anything.</summary>
    public static RecordPolicy Of(Caller caller) => caller.IsAdministrator ? All : new((_, _) => BoundFactory.Literal(false, RuleType.Bool));

    /// <summary>Whether the caller may read records of an entity at all.</summary>
    public static bool MayRead(Caller caller, Entity entity) => caller.IsAdministrator;

    /// <summary>Whether the caller may write records of an entity. Users and teams are the platform's: nobody writes them as records.</summary>
    public static bool MayWrite(Caller caller, Entity entity) => caller.IsAdministrator && !entity.IsSystem;

    /// <summary>The condition over the symbol's record; null: every record.</summary>
    public BoundExpression? For(Entity entity, RecordSymbol record) => condition(entity, record);
}
