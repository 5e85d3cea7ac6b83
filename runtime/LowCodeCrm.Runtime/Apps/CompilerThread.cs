using System.Runtime.InteropServices;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>A thread that gives way to those that answer requests: compiling takes seconds on a cold compiler, and on few cores requests would wait for it.</summary>
internal static partial class CompilerThread
{
    // Half the weight of a normal thread, so that on a busy machine a publish still comes to its end.
    private const int Niceness = 3;
    private const int Process = 0;

    /// <summary>Runs synchronous work on a thread of its own.</summary>
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            // The runtime maps priorities to the system's only on Windows. To Linux a thread is a process of its own, and 0 the one that asks.
            if (OperatingSystem.IsLinux()) _ = SetPriority(Process, 0, Niceness);
            try
            {
                completion.SetResult(work());
            }
            catch (Exception failure)
            {
                completion.SetException(failure);
            }
        }) { IsBackground = true, Name = "Compiler", Priority = ThreadPriority.BelowNormal }.Start();
        return completion.Task;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
