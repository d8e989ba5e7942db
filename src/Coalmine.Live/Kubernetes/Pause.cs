namespace Coalmine.Live.Kubernetes;

/// <summary>
/// A wait that hops to no other thread, unlike <c>Task.Delay</c> when it is cancelled: what follows runs within the timer or the cancellation, so that a run on
/// virtual time is the same each time. Whoever cancels must do so from a place that can bear it.
/// </summary>
internal static class Pause
{
    /// <summary>Waits.</summary>
    /// <param name="length">How long.</param>
    /// <param name="time">By which time.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public static async Task ForAsync(TimeSpan length, TimeProvider time, CancellationToken cancellation)
    {
        TaskCompletionSource pause = new();
        using ITimer timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), pause, length, Timeout.InfiniteTimeSpan);
        using CancellationTokenRegistration ended = cancellation.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), pause);
        await pause.Task.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }
}
