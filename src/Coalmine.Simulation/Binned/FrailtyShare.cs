using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>
/// The mean factor of each arm's users over a cell in which the weight may change: each weight's users count by the requests that it sends to the arm.
/// </summary>
/// <param name="users">The users.</param>
internal sealed class FrailtyShare(Users users)
{
    private readonly UserFrailty _users = new(users);
    private TimeShare _baseline;
    private TimeShare _canary;

    /// <summary>A new replication begins, without traffic to the canary.</summary>
    public void Start(StreamKey replication)
    {
        _users.Start(replication);
        (_baseline, _canary) = (default, default);
        SetWeight(0, Moment.Start);
    }

    /// <summary>Changes the canary's share.</summary>
    public void SetWeight(double share, Moment at)
    {
        if (_users.IsUniform)
            return;
        ArmFactors means = _users.MeansAt(share);
        _baseline.Set((1 - share) * means.Baseline, at);
        _canary.Set(share * means.Canary, at);
    }

    /// <summary>Closes a cell and gives its mean factors.</summary>
    /// <param name="share">The canary's share, averaged over the cell.</param>
    /// <param name="at">The end of the cell.</param>
    public ArmFactors Close(double share, Moment at)
    {
        if (_users.IsUniform)
            return new ArmFactors(1, 1);
        double baseline = _baseline.Close(at);
        double canary = _canary.Close(at);
        return new ArmFactors(share < 1 ? baseline / (1 - share) : 0, share > 0 ? canary / share : 0);
    }
}
