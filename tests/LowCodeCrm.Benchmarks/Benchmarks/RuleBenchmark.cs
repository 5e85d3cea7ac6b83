using System.Runtime.CompilerServices;
using LowCodeCrm.Benchmarks.Measuring;
using LowCodeCrm.Benchmarks.Samples;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Model;
using LowCodeCrm.Engine.Records;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Benchmarks.Benchmarks;

/// <summary>One rule of three comparisons and one computed decimal: by hand on a typed class, compiled, interpreted.</summary>
internal sealed class RuleBenchmark : IBenchmark
{
    private const string How = "41 rounds of 40,000 calls, in turns, median; records differ from call to call";
    private const int Records = 64;

    public string Name => "rules";

    public Task RunAsync(Report report)
    {
        // As the version found at start is loaded: into a context that stays.
        var result = AppCompiler.Compile(BenchmarkApp.Package(), new CompileOptions(IsCollectible: false));
        var app = result.App ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        var collectible = AppCompiler.Compile(BenchmarkApp.Package(), new CompileOptions(IsCollectible: true)).App!;
        var entity = app.Model.Entity("opportunity");
        var context = new EvalContext { Now = new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc), TimeZone = "Asia/Tokyo", UserTimeZone = "Asia/Tokyo", Locale = "en" };
        var typed = Enumerable.Range(0, Records).Select(Deal.Of).ToArray();
        var own = typed.Select(deal => Fill(app.ModuleOf(entity).NewRecord(), entity, deal)).ToArray();
        var theirs = typed.Select(deal => Fill(collectible.ModuleOf(entity).NewRecord(), entity, deal)).ToArray();
        var dynamic = typed.Select(deal => Fill(new DynamicRecord(entity), entity, deal)).ToArray();
        var rules = app.Rules.For(entity);
        var at = Enumerable.Range(0, rules.Validations.Length).Single(i => rules.Validations[i].Name == "late_stage_is_likely");
        var weighted = Enumerable.Range(0, rules.Computed.Length).Single(i => rules.Computed[i].Field.Name == "weighted");
        var interpreted = Interpreter.ProgramFor(app.Rules, entity);
        Func<Deal, bool> hand = Deal.IsViolated;
        Func<Deal, bool> compute = Deal.Compute;
        var test = app.ModuleOf(entity).Program.Validations[at];
        var collectibleTest = collectible.ModuleOf(entity).Program.Validations[at];
        var assign = app.ModuleOf(entity).Program.Computed[weighted];
        var (slowTest, slowAssign) = (interpreted.Validations[at], interpreted.Computed[weighted]);
        foreach (var (deal, record) in typed.Zip(own))
            if (hand(deal) != test(record, null, context) || hand(deal) != slowTest(record, null, context)) throw new InvalidOperationException("The sides disagree.");

        var predicate = Paired.Run(
            n => { var hits = 0L; for (var i = 0; i < n; i++) if (hand(typed[i % Records])) hits++; return hits; },
            n => Test(n, test, own, context), n => Test(n, collectibleTest, theirs, context), n => Test(n, slowTest, own, context), n => Test(n, slowTest, dynamic, context));
        report.Ratio("predicate, compiled", predicate[1].Nanoseconds, predicate[0].Nanoseconds, "ns", 1.5, How, $", {predicate[1].Bytes:0} B");
        report.Ratio("predicate, compiled, collectible", predicate[2].Nanoseconds, predicate[0].Nanoseconds, "ns", 1.5, How, $", {predicate[2].Bytes:0} B");
        report.Limit("predicate, interpreted", predicate[3].Nanoseconds, "ns", 250, How + "; generated record");
        report.Limit("predicate, interpreted, record without generated code", predicate[4].Nanoseconds, "ns", 250, How);

        var computed = Paired.Run(
            n => { var changes = 0L; for (var i = 0; i < n; i++) { var deal = typed[i % Records]; deal.Weighted = null; if (compute(deal)) changes++; } return changes; },
            n => Assign(n, assign, own, context), n => Assign(n, slowAssign, own, context));
        // The product's side also clears the field through boxed access; what that costs is taken off.
        var index = entity.Field("weighted").Index;
        var clearing = Paired.Run(n => { for (var i = 0; i < n; i++) own[i % Records].SetValue(index, null); return n; })[0].Nanoseconds;
        report.Ratio("decimal computed field, compiled", computed[1].Nanoseconds - clearing, computed[0].Nanoseconds, "ns", 1.3, How, $", {computed[1].Bytes:0} B");
        report.Limit("decimal computed field, interpreted", computed[2].Nanoseconds - clearing, "ns", null, How);
        return Task.CompletedTask;

        long Assign(int n, RuleAssign rule, EntityRecord[] records, RuleContext c)
        {
            var changes = 0L;
            var field = entity.Field("weighted").Index;
            c.Fuel = long.MaxValue;
            for (var i = 0; i < n; i++)
            {
                var record = records[i % Records];
                record.SetValue(field, null);
                if (rule(record, null, c)) changes++;
            }
            return changes;
        }
    }

    private static long Test(int n, RuleTest rule, EntityRecord[] records, RuleContext context)
    {
        var hits = 0L;
        context.Fuel = long.MaxValue;
        for (var i = 0; i < n; i++)
            if (rule(records[i % Records], null, context)) hits++;
        return hits;
    }

    private static EntityRecord Fill(EntityRecord record, Entity entity, Deal deal)
    {
        record.SetValue(entity.Field("name").Index, "Deal");
        record.SetValue(entity.Field("stage").Index, deal.Stage);
        record.SetValue(entity.Field("amount").Index, deal.Amount);
        record.SetValue(entity.Field("probability").Index, deal.Probability);
        return record;
    }

    /// <summary>The hand-written side: fields may be empty, as the product's may.</summary>
    private sealed class Deal
    {
        public string? Stage;
        public decimal? Amount;
        public long? Probability;
        public decimal? Weighted;

        public static Deal Of(int i) => new() { Stage = i % 4 == 3 ? "proposal" : new string("negotiation"), Amount = 999_999_990m + i, Probability = 20 + i };

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static bool IsViolated(Deal deal) => deal.Stage == "negotiation" && deal.Amount >= 1_000_000_000m && !(deal.Probability >= 50);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static bool Compute(Deal deal)
        {
            decimal? value = deal is { Amount: { } amount, Probability: { } probability } ? Math.Round(amount * probability / 100m, 0, MidpointRounding.AwayFromZero) : null;
            if (value == deal.Weighted) return false;
            deal.Weighted = value;
            return true;
        }
    }
}
