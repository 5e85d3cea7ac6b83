using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Engine.Rules.Emit;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Engine.Tests.Rules.Emit;

public sealed class RuleEmitterTests : IDisposable
{
    private readonly CrmModel model = EmitWorld.Sales();
    private readonly CompiledCode code;
    private readonly MemoryContext context = new();

    public RuleEmitterTests() => code = AppEmitter.Emit(EmitWorld.SalesRules(model), null);

    public void Dispose() => code.Dispose();

    private Entity Opportunity => model.Entity("opportunity");
    private EntityProgram Program => code.Modules[Opportunity.Index].Program;

    [Fact]
    public void Writes_this_csharp() =>
        Snapshot.Verify(string.Join("\n", AppEmitter.Units(EmitWorld.SalesRules(model), null).Skip(1).Select(RoslynCompiler.Render)));

    [Fact]
    public void A_validation_tells_whether_it_is_violated()
    {
        var record = New(("stage", "won"));
        Assert.True(Program.Validations[0](record, null, context));
        Set(record, "amount", 1m);
        Assert.False(Program.Validations[0](record, null, context));
        Set(record, "stage", "open");
        Set(record, "amount", null);
        Assert.False(Program.Validations[0](record, null, context));
    }

    [Fact]
    public void A_computed_value_is_rounded_half_up_to_the_fields_scale_and_changes_are_told()
    {
        var record = New(("amount", 333m), ("probability", 5m));
        Assert.True(Program.Computed[0](record, null, context));
        Assert.Equal(16.7m, record.GetValue(Opportunity.Field("weighted").Index));
        Assert.False(Program.Computed[0](record, null, context));
        Set(record, "probability", null);
        Assert.True(Program.Computed[0](record, null, context));
        Assert.Null(record.GetValue(Opportunity.Field("weighted").Index));
    }

    [Fact]
    public void Overflow_is_a_failure_that_rejects_the_save()
    {
        var record = New(("amount", decimal.MaxValue), ("probability", 50m));
        Assert.Equal("LCR6001", Assert.Throws<RuleEvaluationException>(() => Program.Computed[0](record, null, context)).Id);
    }

    [Fact]
    public void Empty_text_is_stored_as_empty()
    {
        var record = New(("note", "　 "));
        Program.BeforeSave[0](record, null, context, []);
        Assert.Null(record.GetValue(Opportunity.Field("note").Index));
    }

    [Fact]
    public void A_lookup_is_followed_through_the_context()
    {
        var account = code.Modules[model.Entity("account").Index].NewRecord();
        account.Id = Guid.CreateVersion7();
        account.SetValue(model.Entity("account").Field("rank").Index, "A");
        context.Records.Add(account);
        var record = New(("probability", 5m), ("account", account.Id));
        Assert.True(Program.Warnings[0](record, null, context));
        Set(record, "account", Guid.CreateVersion7());
        Assert.False(Program.Warnings[0](record, null, context));
    }

    [Fact]
    public void Commands_become_effects_in_order()
    {
        var account = Guid.CreateVersion7();
        var effects = new List<Effect>();
        Program.AfterSave[0](New(("stage", "won"), ("account", account)), New(("stage", "open")), context, effects);
        var update = Assert.IsType<UpdateEffect>(Assert.Single(effects));
        Assert.Equal((account, "A"), (update.Id, (string?)update.Values[0]));
        effects.Clear();
        Program.AfterSave[0](New(("stage", "lost"), ("amount", 4m)), null, context, effects);
        Assert.Equal([8m, null], Assert.IsType<CreateEffect>(Assert.Single(effects)).Values);
        effects.Clear();
        Program.AfterSave[0](New(("stage", "won")), New(("stage", "won")), context, effects);
        Assert.Empty(effects);
        Program.AfterSave[0](New(("stage", "won"), ("note", "gone")), null, context, effects);
        Assert.Empty(effects);
        Program.AfterSave[0](New(("stage", "won"), ("note", "gone"), ("account", account)), null, context, effects);
        Assert.Equal(new DeleteEffect(model.Entity("account").Index, account), effects[^1]);
    }

    [Fact]
    public void A_rollup_sums_related_records_and_spends_fuel_for_each()
    {
        var account = code.Modules[model.Entity("account").Index].NewRecord();
        account.Id = Guid.CreateVersion7();
        foreach (var (stage, amount) in new (string, decimal?)[] { ("won", 1m), ("won", 2m), ("lost", 4m), ("won", null) })
            context.Records.Add(New(("stage", stage), ("amount", amount), ("account", account.Id)));
        var before = context.Fuel;
        Assert.True(code.Modules[account.EntityIndex].Program.Rollups[0](account, null, context));
        Assert.Equal(3m, account.GetValue(model.Entity("account").Field("total").Index));
        Assert.Equal(4, before - context.Fuel);
        context.Fuel = 2;
        Assert.Throws<RuleBudgetException>(() => code.Modules[account.EntityIndex].Program.Rollups[0](account, null, context));
    }

    [Fact]
    public void A_transition_has_its_guards_its_people_and_its_commands()
    {
        var transition = Program.Processes[0].Transitions[0];
        var record = New();
        Assert.False(transition.Guards[0](record, null, context));
        Assert.True(transition.By!(record, null, context));
        transition.Do(record, null, context, []);
        Assert.Equal("A \"quoted\"\r\n*/ { text } \u2028", record.GetValue(Opportunity.Field("note").Index));
    }

    [Fact]
    public void A_predicate_allocates_nothing()
    {
        var test = Program.Validations[0];
        var state = Program.FieldStates[0];
        var record = New(("stage", "won"), ("amount", 5m));
        test(record, null, context);
        state(record, null, context);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            test(record, null, context);
            state(record, null, context);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private Engine.Records.EntityRecord New(params (string Field, object? Value)[] values)
    {
        var record = code.Modules[Opportunity.Index].NewRecord();
        foreach (var (field, value) in values) Set(record, field, value);
        return record;
    }

    private void Set(Engine.Records.EntityRecord record, string field, object? value) => record.SetValue(Opportunity.Field(field).Index, value);
}
