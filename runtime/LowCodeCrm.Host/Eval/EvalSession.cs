using System.Collections.Concurrent;
using LowCodeCrm.Engine.Rules.Evaluation;

namespace LowCodeCrm.Host.Eval;

/// <summary>Answers lines as they come: whoever types gets each answer at once, a file's lines are taken together so that they compile together.</summary>
internal static class EvalSession
{
    /// <summary>Lines compiled into one assembly, and read ahead.</summary>
    private const int LargestBatch = 1_000;

    public static void Run(TextReader input, TextWriter output, IEvalBackEnd backEnd, RuleContext context)
    {
        using var pending = new BlockingCollection<string>(2 * LargestBatch);
        var reading = Task.Factory.StartNew(() => ReadAll(input, pending), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        while (pending.TryTake(out var line, Timeout.Infinite))
        {
            var batch = new List<string> { line };
            while (batch.Count < LargestBatch && pending.TryTake(out var more)) batch.Add(more);
            foreach (var answer in EvalLines.Run(batch, backEnd, context)) output.Write(answer + "\n");
            output.Flush();
        }
        reading.GetAwaiter().GetResult();
    }

    private static void ReadAll(TextReader input, BlockingCollection<string> pending)
    {
        try
        {
            while (input.ReadLine() is { } line) pending.Add(line);
        }
        finally
        {
            pending.CompleteAdding();
        }
    }
}
