using System.Collections.Immutable;
using LowCodeCrm.Engine;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Engine.Rules.Binding;
using LowCodeCrm.Runtime.Apps;
using LowCodeCrm.Runtime.Saving;

namespace LowCodeCrm.Runtime.Testing.Recording;

/// <summary>
/// Makes a test from a real record: what was there, what is done to it, and what the rules then do, which is found out by doing it where tests run. A text about
/// people is replaced as long as the rules do the same with what stands in its place.
/// </summary>
public sealed class TestRecorder(TimeProvider clock)
{
    /// <param name="app">The rules that are tested, without errors.</param>
    /// <exception cref="RecordingException">No test can be made of the record.</exception>
    public async Task<RecordedTest> RecordAsync(AppLease lease, CompiledApp app, RecordingRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await lease.Database.OpenReadAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var scene = RecordedScene.Of(lease, connection, app.Rules, request, now);
        var name = request.Name ?? FreeName(app.Rules, scene);
        var plain = new Attempt(app, scene, name, new TextMask(false, ImmutableHashSet<string>.Empty));
        var real = await plain.ObserveAsync(cancellationToken);
        var chosen = (plain, real);
        if (request.Mask)
        {
            // Texts that a rule looks at are replaced too, unless that changes what it does.
            var looked = Looked(scene, app.Rules);
            foreach (var kept in looked.Count == 0 ? [looked] : new[] { ImmutableHashSet<string>.Empty, looked })
            {
                var attempt = new Attempt(app, scene, name, new TextMask(true, kept));
                var seen = await attempt.ObserveAsync(cancellationToken);
                if (Signature(seen) != Signature(real)) continue;
                chosen = (attempt, seen);
                break;
            }
        }
        var text = chosen.Item1.Text.Whole(chosen.Item2);
        await chosen.Item1.ProveAsync(text, cancellationToken);
        var masked = chosen.Item1.Mask.Masked;
        var all = scene.Givens.SelectMany(given => given.Values.Where(one => TextMask.Concerns(one.Field)).Select(one => $"{given.Entity.Name}.{one.Field.Name}")).Distinct();
        return new RecordedTest(name, text, [.. masked], [.. all.Except(masked).Order(StringComparer.Ordinal)], chosen.Item2.Outcome is not { IsSuccess: true }, scene.LeftOut);
    }

    private static ImmutableHashSet<string> Looked(RecordedScene scene, BoundRuleSet rules) =>
    [
        .. Reads.Of(Engine.Rules.Evaluation.RuleParts.Of(rules).Select(part => part.Expression)).Where(read => TextMask.Concerns(read.Field)).Select(read => $"{read.Entity.Name}.{read.Field.Name}"),
    ];

    /// <summary>What rules did, apart from the texts that they did it with.</summary>
    private static string Signature(TestObservation seen) => string.Join('\n', new[] { seen.Outcome?.GetType().Name ?? "" }
        .Concat(seen.Outcome is Rejected rejected ? rejected.Violations.Select(one => $"{one.Code} {one.Rule} {string.Join(' ', one.Fields)}") : [])
        .Concat(seen.Effects.Select(one => $"{one.Event.Kind} {one.Event.EntityId}")));

    private static string FreeName(BoundRuleSet rules, RecordedScene scene)
    {
        var what = scene.Transition ?? (scene.IsCreate ? "new" : "change");
        var taken = rules.Tests.Where(test => test.Entity.Name == scene.Main.Entity.Name).Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, taken.Count + 1).Select(number => $"recorded_{what}_{number}").First(name => !taken.Contains(name));
    }

    private sealed class Attempt(CompiledApp app, RecordedScene scene, string name, TextMask mask)
    {
        // Behind all other files, so that nothing else moves.
        private const string File = "rules/~recorded.rules";

        public TextMask Mask => mask;

        public TestText Text { get; } = new(scene, app.Model, name, mask);

        public async Task<TestObservation> ObserveAsync(CancellationToken cancellationToken)
        {
            var seen = await RunAsync(Text.Opening() + "}\n", run => run.Observe(), cancellationToken);
            return seen.Failure is { } failure ? throw RecordedScene.Failed($"The record cannot be put into a test: {failure.Message.For("en")}", $"このレコードはテストにできません。{failure.Message.For("ja")}") : seen;
        }

        public async Task ProveAsync(string text, CancellationToken cancellationToken)
        {
            if (await RunAsync(text, run => run.Run(), cancellationToken) is { } failure)
                throw RecordedScene.Failed($"What was recorded does not happen again: {failure.Message.For("en")}", $"記録した内容が再現しません。{failure.Message.For("ja")}");
        }

        private async Task<T> RunAsync<T>(string text, Func<RuleTestRun, T> work, CancellationToken cancellationToken)
        {
            var check = AppCompiler.Check(app.Package.With(PackageFile.FromText(File, text)));
            if (check.Diagnostics.FirstOrDefault(one => one.Severity == DiagnosticSeverity.Error && one.Location.File == File) is { } wrong)
                throw RecordedScene.Failed($"The record cannot be put into a test: {wrong.Message.For("en")}", $"このレコードはテストにできません。{wrong.Message.For("ja")}");
            var test = check.Rules.Tests.First(one => one.Location.File == File);
            // The generated code of the rules serves as it is: nothing but a test came to them.
            var with = new CompiledApp(app.Package, check.Model, check.Rules, app.Schema, app.ClientRules, app.Modules, Stream.Null) { Jobs = app.Jobs };
            await using var bench = await RuleTestBench.OpenAsync(with, cancellationToken);
            return await bench.RunAsync(test, 0, work, cancellationToken);
        }
    }
}
