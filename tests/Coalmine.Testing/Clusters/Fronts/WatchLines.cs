using System.Runtime.CompilerServices;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Testing.Clusters.Fronts;

/// <summary>Waits for the lines of a watch.</summary>
internal static class WatchLines
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    /// <summary>The lines, until the server closes the watch.</summary>
    public static async IAsyncEnumerable<string> ReadAsync(WatchSubscription watch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using SemaphoreSlim news = new(0);
        void Tell() => news.Release();
        watch.Server.Written += Tell;
        TimeSpan left = watch.Ends == DateTimeOffset.MaxValue ? BetweenLooks : watch.Ends - watch.Server.Clock.GetUtcNow();
        using ITimer looks = watch.Server.Clock.CreateTimer(_ => Tell(), null, BetweenLooks, BetweenLooks);
        using ITimer end = watch.Server.Clock.CreateTimer(_ => Tell(), null, left < TimeSpan.Zero ? TimeSpan.Zero : left, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                while (watch.TryNext() is { } line)
                    yield return line;
                if (watch.IsOver)
                    yield break;
                await news.WaitAsync(cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            watch.Server.Written -= Tell;
        }
    }
}
