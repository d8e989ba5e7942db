using System.Collections.Immutable;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Driving;

/// <summary>What comes of making a controller for a live rollout. A closed union.</summary>
public abstract record LivePlanning
{
    private LivePlanning()
    {
    }

    /// <summary>It can begin, or go on.</summary>
    /// <param name="Header">What its journal begins with.</param>
    /// <param name="Controller">Decides.</param>
    public sealed record Ready(JournalHeader Header, IRolloutController Controller) : LivePlanning;

    /// <summary>It cannot.</summary>
    /// <param name="Problems">Every reason, each with its place where it has one.</param>
    public sealed record Refused(ImmutableArray<string> Problems) : LivePlanning;
}
