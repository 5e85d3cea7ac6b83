using System.Collections.Immutable;
using System.Globalization;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Schema;

namespace LowCodeCrm.Engine.Rules.Emit;

/// <summary>
/// Writes one assembly with, for each entity, its record class <c>R{index}</c> and the record access <c>A{index}</c>, an abstract
/// <see cref="Records.EntityModule"/> that the entity's rules assembly completes.
/// </summary>
internal static class RecordEmitter
{
    public const string AssemblyName = "LowCodeCrm.Generated.Records";
    private const string Records = "global::LowCodeCrm.Engine.Records.";

    /// <param name="rules">An entity without rules gets its empty program here, so that it needs no assembly of its own.</param>
    /// <param name="schema">Where fields live.</param>
    public static GeneratedUnit Emit(BoundRuleSet rules, DatabaseSchema? schema)
    {
        var writer = new CodeWriter();
        foreach (var entity in rules.Model.Entities)
        {
            var fields = ShapesOf(entity, schema);
            EmitRecord(writer, entity, fields);
            EmitAccess(writer, entity, fields);
            if (!RuleEmitter.HasRules(rules.For(entity))) RuleEmitter.Emit(writer, new ModuleWriter(writer, rules), rules.For(entity));
        }
        return writer.ToUnit(AssemblyName, []);
    }

    /// <summary>The members of a record class that rules may rely on, as one line; equal lines mean that compiled rules still fit.</summary>
    public static string Signature(Entity entity) =>
        string.Create(CultureInfo.InvariantCulture, $"R{entity.Index}({string.Join(',', entity.Fields.Select(field => FieldShape.Of(field, null).Type))})");

    /// <summary>The C# member that holds a field's value.</summary>
    public static string MemberOf(Field field) => field.Name switch
    {
        SystemFields.Id => "Id",
        SystemFields.Version => "Version",
        _ => string.Create(CultureInfo.InvariantCulture, $"f{field.Index}"),
    };

    private static ImmutableArray<FieldCode> ShapesOf(Entity entity, DatabaseSchema? schema)
    {
        EntityMapping? mapping = null;
        schema?.ByEntityId.TryGetValue(entity.Id, out mapping);
        return [.. entity.Fields.Select(field => new FieldCode(field, FieldShape.Of(field, mapping?.ByFieldId.GetValueOrDefault(field.Id))))];
    }

    private static void EmitRecord(CodeWriter writer, Entity entity, ImmutableArray<FieldCode> fields)
    {
        var name = Invariant($"R{entity.Index}");
        writer.Open($"public sealed class {name} : {Records}EntityRecord");
        foreach (var field in fields.Where(f => !f.IsInherited)) writer.Line($"public {field.Shape.Type} {field.Member};");
        writer.Line(Invariant($"public override int EntityIndex => {entity.Index};"));
        writer.Line($"public override {Records}EntityRecord Clone() => ({name})this.MemberwiseClone();");

        writer.Open("public override object GetValue(int i)");
        writer.Open("switch (i)");
        foreach (var field in fields)
            writer.Line(field.Field.Name switch
            {
                SystemFields.Id => $"case {field.Index}: return this.Id == default(global::System.Guid) ? null : (object)this.Id;",
                _ => $"case {field.Index}: return this.{field.Member};",
            });
        writer.Line($"default: throw {Records}RecordAccess.NoField(i);");
        writer.Close();
        writer.Close();

        writer.Open("public override void SetValue(int i, object v)");
        writer.Open("switch (i)");
        foreach (var field in fields)
            writer.Line(field.Field.Name switch
            {
                SystemFields.Id => $"case {field.Index}: this.Id = ((global::System.Guid?)v).GetValueOrDefault(); return;",
                SystemFields.Version => $"case {field.Index}: this.Version = ((long?)v).GetValueOrDefault(); return;",
                _ => $"case {field.Index}: this.{field.Member} = ({field.Shape.Type})v; return;",
            });
        writer.Line($"default: throw {Records}RecordAccess.NoField(i);");
        writer.Close();
        writer.Close();
        writer.Close();
        writer.Line();
    }

    private static void EmitAccess(CodeWriter writer, Entity entity, ImmutableArray<FieldCode> fields)
    {
        var record = Invariant($"R{entity.Index}");
        writer.Open(Invariant($"public abstract class A{entity.Index} : {Records}EntityModule"));
        writer.Line(Invariant($"public override int EntityIndex => {entity.Index};"));
        writer.Line($"public override {Records}EntityRecord NewRecord() => new {record}();");
        foreach (var field in fields.Where(f => f.Field.Options.Length > 0)) EmitOptions(writer, field);

        var columns = fields.Where(f => f.Field.IsStored).ToList();
        Method(writer, $"ReadField(int i, {Records}EntityRecord e, global::System.Data.Common.DbDataReader d, int o, {Records}ColumnCodec k)", record, "e", "r",
            columns.Select(f => (f.Index, Read(f))));
        Method(writer, $"WriteColumn(int i, global::System.Data.Common.DbDataReader d, int o, {Records}ColumnCodec k, global::System.Text.Json.Utf8JsonWriter w, bool t)", null, "", "",
            columns.Select(f => (f.Index, Json(f, Column(f)))));
        Method(writer, $"WriteField(int i, {Records}EntityRecord e, global::System.Text.Json.Utf8JsonWriter w, bool t)", record, "e", "r",
            fields.Where(f => f.Shape.Json.Length > 0).Select(f => (f.Index, Json(f, "r." + f.Member))));
        Method(writer, $"BindField(int i, {Records}EntityRecord e, {Records}ColumnCodec k, global::System.Span<object> v, int o)", record, "e", "r",
            columns.Select(f => (f.Index, Bind(f))));

        writer.Open($"public override bool FieldEquals(int i, {Records}EntityRecord a, {Records}EntityRecord b)");
        writer.Line($"var x = ({record})a;");
        writer.Line($"var y = ({record})b;");
        writer.Open("switch (i)");
        foreach (var field in fields)
            writer.Line(field.Shape.IsValueType || field.Shape.Type == "string"
                ? $"case {field.Index}: return x.{field.Member} == y.{field.Member};"
                : $"case {field.Index}: return object.Equals(x.{field.Member}, y.{field.Member});");
        writer.Line($"default: throw {Records}RecordAccess.NoField(i);");
        writer.Close();
        writer.Close();
        writer.Close();
        writer.Line();
    }

    private static void Method(CodeWriter writer, string signature, string? record, string parameter, string local, IEnumerable<(string Index, string Statement)> cases)
    {
        writer.Open("public override void " + signature);
        if (record is not null) writer.Line($"var {local} = ({record}){parameter};");
        writer.Open("switch (i)");
        foreach (var (index, statement) in cases) writer.Line($"case {index}: {statement}; return;");
        writer.Line($"default: throw {Records}RecordAccess.NoField(i);");
        writer.Close();
        writer.Close();
    }

    /// <summary>
    /// Option id to option value and back. One that this version does not know (a newer version wrote it while both run) passes unchanged, so
    /// that saving the record again loses nothing.
    /// </summary>
    private static void EmitOptions(CodeWriter writer, FieldCode field)
    {
        writer.Open($"private static string V{field.Index}(string s)");
        writer.Open("switch (s)");
        foreach (var option in field.Field.Options) writer.Line($"case {writer.Literal(option.Id)}: return {writer.Literal(option.Value)};");
        writer.Line("default: return s;");
        writer.Close();
        writer.Close();
        writer.Open($"private static string O{field.Index}(string s)");
        writer.Open("switch (s)");
        foreach (var option in field.Field.Options) writer.Line($"case {writer.Literal(option.Value)}: return {writer.Literal(option.Id)};");
        writer.Line("default: return s;");
        writer.Close();
        writer.Close();
    }

    private static string Read(FieldCode field) => field.Field.Name switch
    {
        SystemFields.Id => $"r.Id = {Column(field)}.GetValueOrDefault()",
        SystemFields.Version => $"r.Version = {Column(field)}.GetValueOrDefault()",
        _ => $"r.{field.Member} = {Column(field)}",
    };

    /// <summary>The field's value, read from the columns at o.</summary>
    private static string Column(FieldCode field)
    {
        if (field.Shape.Codec is not { } codec) return $"{Records}RecordAccess.Read{field.Shape.Json}(k, d, o{field.Shape.ColumnArguments})";
        var read = $"k.Read{codec}(d, o{field.Shape.ColumnArguments})";
        return field switch
        {
            { HasOptions: false } => read,
            { Field.Type: FieldType.MultiChoice } => $"{Records}RecordAccess.Map({read}, V{field.Index})",
            _ => $"V{field.Index}({read})",
        };
    }

    private static string Bind(FieldCode field)
    {
        var value = "r." + field.Member;
        if (field.Shape.Codec is not { } codec) return $"{Records}RecordAccess.Bind{field.Shape.Json}(k, {value}, v, o{field.Shape.ColumnArguments})";
        if (field.HasOptions) value = field.Field.Type == FieldType.MultiChoice ? $"{Records}RecordAccess.Map({value}, O{field.Index})" : $"O{field.Index}({value})";
        return $"v[o] = k.To{codec}({value}{field.Shape.ColumnArguments})";
    }

    private static string Json(FieldCode field, string value) => $"{Records}JsonValues.Write{field.Shape.Json}(w, {value}{(field.Shape.JsonHasNumbers ? ", t" : "")})";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private sealed record FieldCode(Field Field, FieldShape Shape)
    {
        public string Index { get; } = Field.Index.ToString(CultureInfo.InvariantCulture);
        public string Member => MemberOf(Field);
        public bool IsInherited => Member is "Id" or "Version";
        public bool HasOptions => Field.Options.Length > 0;
    }
}
