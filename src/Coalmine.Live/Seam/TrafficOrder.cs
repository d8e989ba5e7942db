using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Seam;

/// <summary>Who writes, and why: written with every change, so that a change is recognised after a crash and an older driver's writes are refused.</summary>
/// <param name="Rollout">Identity of the rollout.</param>
/// <param name="Entry">Number of the journal's entry whose effect this is; together with the effect's place it names the change.</param>
/// <param name="Effect">Place of the effect within its entry.</param>
/// <param name="Fence">How often the lease has changed hands: a target that bears a larger number belongs to a newer driver.</param>
/// <param name="Expected">
/// The weight that this rollout wrote last, or met at its beginning; a target that bears another one has been edited by somebody else. Nothing where any
/// will do, as for a rollback.
/// </param>
/// <param name="DryRun">Whether the server is to check and answer only.</param>
public sealed record TrafficOrder(string Rollout, long Entry, int Effect, long Fence, TrafficWeight? Expected, bool DryRun)
{
    /// <summary>The name of the change, as it is written on the target.</summary>
    public string Change => FormattableString.Invariant($"{Rollout}/{Entry}.{Effect}");
}
