using Coalmine.Live.Seam;
using Coalmine.Live.Traffic;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Observing;

/// <summary>
/// A serving target whose weight somebody shifts by hand or by script. It is under way while the canary has part of the traffic; all of it is taken for a
/// promotion, and none after some for a rollback.
/// </summary>
/// <param name="traffic">Looks at the target; never written through.</param>
/// <param name="target">What it is.</param>
public sealed class TargetFollowed(ITrafficControl traffic, TrafficTarget target) : IFollowed
{
    /// <inheritdoc/>
    public string Name => $"{target.Platform} {target.Namespace}/{target.Name}";

    /// <summary>What a target shows of a rollout. A pure function.</summary>
    public static FollowedReading Of(TrafficReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading.Problem.Length > 0)
            return FollowedReading.Unreadable(reading.Problem);
        FollowedStage stage = reading.Weight >= TrafficWeight.All ? FollowedStage.Promoted
            : reading.Weight.Parts > 0 ? FollowedStage.UnderWay
            : FollowedStage.RolledBack;
        return new FollowedReading(stage, "", reading.Weight, reading.OtherDriver);
    }

    /// <inheritdoc/>
    public async ValueTask<FollowedReading> ReadAsync(CancellationToken cancellation) => Of(await traffic.ReadAsync(cancellation).ConfigureAwait(false));
}
