namespace LowCodeCrm.Engine.Packages;

/// <summary>What a name of a package can stand for.</summary>
public enum SymbolKind { Entity, Field, Option, Rule, Function, Process, Transition, View, Form, Role, Page, Schedule, Segment, Policy, Template, Test, Variable }

/// <summary>A thing that files of a package name. Compare with ==.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Entity">Whose field, option, rule, process, policy, test, view or form it is; of a variable the file.</param>
/// <param name="Owner">Of an option its field; of a transition its process; of a variable where it is declared; else "".</param>
/// <param name="Name">The name itself.</param>
public sealed record PackageSymbol(SymbolKind Kind, string Entity, string Owner, string Name)
{
    public static PackageSymbol OfEntity(string name) => new(SymbolKind.Entity, "", "", name);
    public static PackageSymbol Field(string entity, string name) => new(SymbolKind.Field, entity, "", name);
    public static PackageSymbol Option(string entity, string field, string value) => new(SymbolKind.Option, entity, field, value);
    public static PackageSymbol Rule(string entity, string name) => new(SymbolKind.Rule, entity, "", name);
    public static PackageSymbol Function(string name) => new(SymbolKind.Function, "", "", name);
    public static PackageSymbol Process(string entity, string name) => new(SymbolKind.Process, entity, "", name);
    public static PackageSymbol Transition(string entity, string process, string name) => new(SymbolKind.Transition, entity, process, name);
    public static PackageSymbol View(string entity, string name) => new(SymbolKind.View, entity, "", name);
    public static PackageSymbol Form(string entity, string name) => new(SymbolKind.Form, entity, "", name);
    public static PackageSymbol Role(string name) => new(SymbolKind.Role, "", "", name);
    public static PackageSymbol Page(string name) => new(SymbolKind.Page, "", "", name);
    public static PackageSymbol Schedule(string name) => new(SymbolKind.Schedule, "", "", name);
    public static PackageSymbol Segment(string name) => new(SymbolKind.Segment, "", "", name);
    public static PackageSymbol Policy(string entity, string name) => new(SymbolKind.Policy, entity, "", name);
    /// <summary>All language versions of it.</summary>
    public static PackageSymbol Template(string name) => new(SymbolKind.Template, "", "", name);
    public static PackageSymbol Test(string entity, string name) => new(SymbolKind.Test, entity, "", name);
    internal static PackageSymbol Variable(string file, int position, string name) =>
        new(SymbolKind.Variable, file, position.ToString(System.Globalization.CultureInfo.InvariantCulture), name);

    /// <summary>Written as targets of changes are: <c>entity.field.option</c>.</summary>
    public override string ToString() => Kind == SymbolKind.Variable ? Name : string.Join('.', new[] { Entity, Owner, Name }.Where(part => part.Length > 0));
}
