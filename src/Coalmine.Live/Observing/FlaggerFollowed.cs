using Coalmine.Live.Traffic.Foreign;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Observing;

/// <summary>
/// A Flagger Canary (v1.44) that is looked at. Its status tells no weight in blue/green and A/B tests, nor while a promotion waits for a hook; from Promoting
/// on it is decided, since Flagger checks nothing any more and the primary's pods change.
/// </summary>
/// <param name="canaries">Reads Canaries.</param>
/// <param name="ns">Its namespace.</param>
/// <param name="name">Its name.</param>
public sealed class FlaggerFollowed(FlaggerCanaries canaries, string ns, string name) : IFollowed
{
    /// <inheritdoc/>
    public string Name => $"Canary {ns}/{name}";

    /// <summary>What a Canary says of its progress. A pure function.</summary>
    public static FollowedReading Of(FlaggerReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        FollowedStage stage = reading.Phase switch
        {
            "Progressing" or "WaitingPromotion" => FollowedStage.UnderWay,
            "Promoting" or "Finalising" or "Succeeded" => FollowedStage.Promoted,
            "Failed" => FollowedStage.RolledBack,
            _ => FollowedStage.AtRest,
        };
        bool tellsWeight = reading.Phase == "Progressing" && reading.Iterations == 0;
        return new FollowedReading(stage, reading.Revision, tellsWeight ? new TrafficWeight(Math.Clamp(reading.Weight, 0, 100)) : null, reading.Phase);
    }

    /// <inheritdoc/>
    public async ValueTask<FollowedReading> ReadAsync(CancellationToken cancellation)
    {
        (FlaggerReading? reading, var answer) = await canaries.ReadAsync(ns, name, cancellation).ConfigureAwait(false);
        return reading is null ? FollowedReading.Unreadable($"{Name}: {answer.Text}") : Of(reading);
    }
}
