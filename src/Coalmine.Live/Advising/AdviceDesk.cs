using Coalmine.Live.Observing;

namespace Coalmine.Live.Advising;

/// <summary>
/// Answers about one rollout. Evidence is gathered by its follower at the policy's own looks, never by a question: whoever asks twice between two looks gets
/// the same answer, and whoever asks often does not see more. Only an answer that lets the rollout go on looks at the cluster, to see that it is still where
/// it was judged.
/// </summary>
/// <param name="follower">Follows the rollout.</param>
/// <param name="time">Where time comes from.</param>
public sealed class AdviceDesk(Follower follower, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _readWithin = TimeSpan.FromSeconds(4);
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The rollout that is followed.</summary>
    public IFollowed Followed => follower.Followed;

    /// <summary>How it stands.</summary>
    public FollowStanding Standing => follower.Standing;

    /// <summary>Answers; within five seconds.</summary>
    public async ValueTask<Advice> AskAsync(AdviceQuestion question, CancellationToken cancellation)
    {
        FollowStanding standing = follower.Standing;
        FollowedReading? now = AdviceRules.NeedsALook(standing) ? await ReadAsync(cancellation).ConfigureAwait(false) : null;
        return AdviceRules.Of(standing, now, question, time.GetUtcNow());
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async ValueTask<FollowedReading> ReadAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource late = new(_readWithin, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            // One at a time: questions must not become a load on the API server.
            await _one.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return FollowedReading.Unreadable("no answer in time");
        }

        try
        {
            return await follower.Followed.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return FollowedReading.Unreadable("no answer in time");
        }
        finally
        {
            _one.Release();
        }
    }
}
