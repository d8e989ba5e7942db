using Coalmine.Live.Seam;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving;

/// <summary>Effects as writes.</summary>
internal static class DutyWrites
{
    /// <summary>Sends the write of an effect.</summary>
    public static ValueTask<TrafficWrite> SendAsync(ITrafficControl traffic, Effect effect, TrafficOrder order, CancellationToken cancellation) =>
        effect.Kind switch
        {
            EffectKind.SetWeight => traffic.SetWeightAsync(order, effect.Weight, cancellation),
            EffectKind.Mirror => traffic.MirrorAsync(order, effect.On, cancellation),
            EffectKind.Promote => traffic.PromoteAsync(order, cancellation),
            EffectKind.Abort => traffic.AbortAsync(order, cancellation),
            EffectKind.Scale => traffic.ScaleAsync(order, effect.Arm, effect.Replicas, cancellation),
            _ => throw new InvalidOperationException("Unreachable: no other effect changes the target."),
        };
}
