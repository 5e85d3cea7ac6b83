using System.Collections.Frozen;

namespace LowCodeCrm.Engine.Rules.Language;

/// <summary>Where the reference that a server publishes explains a word: paths below its root.</summary>
public static class ReferencePages
{
    /// <summary>Pages of constructs by the words that they explain.</summary>
    private static readonly FrozenDictionary<Keyword, string> constructs = new (string Page, Keyword[] Words)[]
    {
        ("rules", [Keywords.Rules]), ("validate", [Keywords.Validate, Keywords.Require, Keywords.Message]), ("warn", [Keywords.Warn]), ("default", [Keywords.Default]), ("computed", [Keywords.Computed]), ("rollup", [Keywords.Rollup]),
        ("show", [Keywords.Show]), ("required", [Keywords.Required]), ("readonly", [Keywords.Readonly]), ("before_save", [Keywords.Before]), ("after_save", [Keywords.After]),
        ("process", [Keywords.Process, Keywords.State, Keywords.Initial, Keywords.Final]), ("transition", [Keywords.Transition, Keywords.Guard, Keywords.Ask, Keywords.Do]), ("sla", [Keywords.Sla]),
        ("approval", [Keywords.Approval, Keywords.Submit, Keywords.Lock, Keywords.Step, Keywords.Due, Keywords.Escalate]),
        ("schedule", [Keywords.Schedule, Keywords.Daily, Keywords.Weekly, Keywords.Monthly, Keywords.Every]), ("choose", [Keywords.Choose, Keywords.Score, Keywords.Otherwise]),
        ("segment", [Keywords.Segment, Keywords.Nightly]), ("policy", [Keywords.Policy, Keywords.Allow]), ("function", [Keywords.Function]), ("table", [Keywords.Table, Keywords.Hit]),
        ("set", [Keywords.Set]), ("create", [Keywords.Create]), ("update", [Keywords.Update]), ("delete", [Keywords.Delete]), ("let", [Keywords.Let]), ("for_each", [Keywords.Each, Keywords.Limit]),
        ("start_process", [Keywords.Start]), ("send", [Keywords.Send]), ("reply", [Keywords.Reply]), ("notify", [Keywords.Notify]), ("call_webhook", [Keywords.Call, Keywords.Webhook]), ("tags", [Keywords.AddTag, Keywords.Tag]),
        ("empty", [Keywords.Empty]), ("logic", [Keywords.And, Keywords.Or, Keywords.Not]), ("membership", [Keywords.In]), ("between", [Keywords.Between]), ("is_set", [Keywords.Is]),
        ("conditional", [Keywords.If, Keywords.Then, Keywords.Else]), ("arithmetic", [Keywords.Mod]), ("test", [Keywords.Test, Keywords.Given]), ("outside", [Keywords.Tick]),
    }.SelectMany(page => page.Words.Select(word => (word, page.Page))).ToFrozenDictionary(pair => pair.word, pair => pair.Page);

    /// <summary>The pages of constructs that words lead to.</summary>
    public static IEnumerable<string> ConstructPages => constructs.Values.Distinct().Select(Construct);

    public static string PathOf(Keyword keyword) => constructs.TryGetValue(keyword, out var page) ? Construct(page) : "/docs/keywords";

    public static string PathOf(FunctionInfo function, bool overRecords) => $"/docs/functions/{(overRecords ? Functions.SetsGroup + "-" : "")}{function.Name}";

    private static string Construct(string page) => $"/docs/constructs/{page}";
}
