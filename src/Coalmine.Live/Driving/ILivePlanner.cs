using Coalmine.Rollouts.Journal.Text;

namespace Coalmine.Live.Driving;

/// <summary>Makes the controller of a live rollout.</summary>
public interface ILivePlanner
{
    /// <summary>For a new rollout: reads the policy and looks at what the metrics can tell.</summary>
    ValueTask<LivePlanning> BeginAsync(CancellationToken cancellation);

    /// <summary>For one that is gone on with: from what its journal begins with, whatever the files say by now.</summary>
    LivePlanning GoOn(JournalHeader header);
}
