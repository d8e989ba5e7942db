using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Watching;

namespace Coalmine.Workbench.Replications;

/// <summary>What an alert did in the replications of one policy in one scenario, in bounded memory.</summary>
public sealed class AlertTally
{
    /// <summary>Rollouts counted.</summary>
    public long Count { get; private set; }

    /// <summary>Rollouts in which it fired.</summary>
    public long Fired { get; private set; }

    /// <summary>Rollouts in which it fired before anything was wrong.</summary>
    public long FiredFalsely { get; private set; }

    /// <summary>Rollouts in which it first fired when they were over.</summary>
    public long FiredAfterEnd { get; private set; }

    /// <summary>Rollouts in which it began to fire at or after the onset.</summary>
    public long Detected { get; private set; }

    /// <summary>Seconds from the onset to its first firing after it, of those rollouts only.</summary>
    public ValueCounts Delays { get; } = new(ValueRounding.WholeUnits);

    /// <summary>Firings and watched seconds, for their ratio.</summary>
    public RatioTally Firings { get; private set; }

    /// <summary>Adds a rollout.</summary>
    /// <param name="record">What the alert did.</param>
    /// <param name="endedAt">When the rollout ended.</param>
    /// <param name="watched">How long the alert was watched.</param>
    /// <param name="onset">Since when something was wrong; of no account where nothing was.</param>
    public void Add(in AlertRecord record, Moment endedAt, TimeSpan watched, TimeSpan onset)
    {
        Count++;
        Fired += record.Firings > 0 ? 1 : 0;
        FiredFalsely += record.FalseFirings > 0 ? 1 : 0;
        FiredAfterEnd += record.Firings > 0 && record.First > endedAt ? 1 : 0;
        Firings = Firings.With(record.Firings, watched.TotalSeconds);
        if (record.FirstTrue == Moment.Never)
            return;
        Detected++;
        Delays.Add((record.FirstTrue - (Moment.Start + onset)).TotalSeconds);
    }

    /// <summary>Adds the rollouts of a later block.</summary>
    public void Add(AlertTally later)
    {
        Count += later.Count;
        Fired += later.Fired;
        FiredFalsely += later.FiredFalsely;
        FiredAfterEnd += later.FiredAfterEnd;
        Detected += later.Detected;
        Delays.Add(later.Delays);
        Firings = Firings.With(later.Firings);
    }
}
