using Coalmine.Live.Traffic.Foreign;

namespace Coalmine.Live.Observing;

/// <summary>
/// An Argo Rollout (v1.9) that is looked at. Without a traffic router the weight is that of the last `setWeight`, which counts of pods only come near.
/// </summary>
/// <param name="rollouts">Reads Rollouts.</param>
/// <param name="ns">Its namespace.</param>
/// <param name="name">Its name.</param>
public sealed class ArgoFollowed(ArgoRollouts rollouts, string ns, string name) : IFollowed
{
    /// <inheritdoc/>
    public string Name => $"Rollout {ns}/{name}";

    /// <summary>What a Rollout says of its progress. A pure function.</summary>
    public static FollowedReading Of(ArgoReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        FollowedStage stage = !reading.IsSeen ? FollowedStage.Unclear
            : reading.IsAborted ? FollowedStage.RolledBack
            : reading.IsUnderWay ? FollowedStage.UnderWay
            : reading.CurrentHash.Length > 0 && reading.CurrentHash == reading.StableHash ? FollowedStage.Promoted
            : FollowedStage.AtRest;
        return new FollowedReading(stage, reading.CurrentHash, reading.Weight ?? reading.StepWeight, reading.Phase);
    }

    /// <inheritdoc/>
    public async ValueTask<FollowedReading> ReadAsync(CancellationToken cancellation)
    {
        (ArgoReading? reading, var answer) = await rollouts.ReadAsync(ns, name, cancellation).ConfigureAwait(false);
        return reading is null ? FollowedReading.Unreadable($"{Name}: {answer.Text}") : Of(reading);
    }
}
