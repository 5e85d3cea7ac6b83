using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Evaluation;
using LowCodeCrm.Engine.Rules.Language;
using LowCodeCrm.Engine.Tests.Rules.Emit;
using static LowCodeCrm.Engine.Tests.Rules.Emit.EmitWorld;

namespace LowCodeCrm.Engine.Tests.Rules.Language;

/// <summary>The records that the reference's examples speak of: an account with three opportunities won and two activities, one done.</summary>
internal sealed class ReferenceWorld
{
    private readonly CrmModel model;
    private readonly MemoryContext context;
    private readonly EntityRecord account, before, after;

    public ReferenceWorld()
    {
        model = new("a_1", "test", LocalizedText.Plain("Test"),
        [
            .. SystemModel.Entities,
            Entity("account", Field("name", FieldType.Text)),
            Entity("activity", Field("account", FieldType.Lookup) with { Target = "account" }, Field("done", FieldType.Boolean)),
            Entity("opportunity", Field("account", FieldType.Lookup) with { Target = "account" }, Field("amount", FieldType.Money), Field("close_on", FieldType.Date),
                Field("stage", FieldType.Choice) with { Options = [new Option("o_1", "won", LocalizedText.Of("Won", "受注"), null, 0), new Option("o_2", "open", LocalizedText.Of("Open", "商談中"), null, 1)] }),
        ])
        { Roles = [new Role("r_1", "sales", LocalizedText.Plain("Sales"), [])] };
        context = new MemoryContext { Calendar = "jp", Model = model };
        account = Add("account");
        foreach (var done in new[] { true, false }) Add("activity", ("account", account.Id), ("done", done));
        foreach (var month in new[] { 4, 6, 9 })
            Add("opportunity", ("account", account.Id), ("amount", 400_000m), ("stage", "won"), ("close_on", new DateOnly(2026, month, 30)));
        before = Add("opportunity", ("amount", 100m), ("stage", "open"));
        after = before.Clone();
        after.SetValue(model.Entity("opportunity").Field("stage").Index, "won");
    }

    /// <summary>The result of a function's example, as <c>text(x)</c> writes it.</summary>
    public string? Evaluate(FunctionInfo function)
    {
        var isOfAccount = function.Group == Functions.SetsGroup;
        var (bound, diagnostics) = Binding.Sales.Bind(function.Example, BindingScope.For(model, model.Entity(isOfAccount ? "account" : "opportunity")));
        Assert.Empty(diagnostics);
        var frame = isOfAccount ? new EvaluationFrame(context, account, account)
            : function.Name == "is_new" ? new EvaluationFrame(context, after)
            : new EvaluationFrame(context, after, before);
        return EvalValues.Write(Interpreter.Evaluate(bound, frame))?.ToString();
    }

    private DynamicRecord Add(string entity, params (string Field, object Value)[] values)
    {
        var record = new DynamicRecord(model.Entity(entity)) { Id = Guid.CreateVersion7() };
        foreach (var (field, value) in values) record.SetValue(record.Entity.Field(field).Index, value);
        context.Records.Add(record);
        return record;
    }
}
