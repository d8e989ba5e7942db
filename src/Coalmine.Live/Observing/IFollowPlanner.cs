using Coalmine.Live.Driving;
using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Observing;

/// <summary>Makes what judges a rollout of somebody else: a <see cref="Rollouts.Controllers.Following.FollowingController"/> wherever it is ready.</summary>
public interface IFollowPlanner
{
    /// <summary>The option of a journal's header that holds the version that is tried.</summary>
    const string Revision = "revision";

    /// <summary>For a rollout that was met: reads the policy and looks at what the metrics can tell.</summary>
    /// <param name="revision">The version that is tried; empty where the platform does not tell.</param>
    /// <param name="cancellation">Gives it up.</param>
    ValueTask<LivePlanning> BeginAsync(string revision, CancellationToken cancellation);

    /// <summary>For one that is followed on: from what its journal begins with, whatever the files say by now.</summary>
    LivePlanning GoOn(JournalHeader header);
}
