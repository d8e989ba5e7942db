using System.Runtime;

namespace Coalmine.Notebooks.Running;

/// <summary>
/// Work of a cell, which may never end. It runs on the pool: code that awaits must not come back to a context that waits for it. Where it can be interrupted,
/// the thread that it runs on is aborted, which the runtime offers to hosts of scripts and nobody else; what the work started on other threads goes on there.
/// </summary>
internal static class Interruptible
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="OperationCanceledException">It was interrupted; then the token says so as well.</exception>
    public static T Run<T>(Func<Task<T>> work, CancellationToken interrupted)
    {
        if (!interrupted.CanBeCanceled)
            return Task.Run(work, CancellationToken.None).GetAwaiter().GetResult();
        Task<T> running = Task.Run(() => Controlled(work, interrupted), CancellationToken.None);
        try
        {
            return running.WaitAsync(interrupted).GetAwaiter().GetResult();
        }
        finally
        {
            // So that nothing of it is printed later, if that can be had.
            Task.WaitAny([running], Grace);
        }
    }

    private static Task<T> Controlled<T>(Func<Task<T>> work, CancellationToken interrupted)
    {
        Task<T>? started = null;
#pragma warning disable SYSLIB0046 // This is the host of scripts that it is meant for: the process holds nothing else that an abort could leave half done.
        ControlledExecution.Run(() => started = work(), interrupted);
#pragma warning restore SYSLIB0046
        return started!;
    }
}
