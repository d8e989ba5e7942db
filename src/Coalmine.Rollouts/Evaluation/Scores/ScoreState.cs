using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Comparisons;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>What a check that judges by a score has gathered.</summary>
internal sealed class ScoreState : CheckState
{
    /// <summary>The score over the steps before this one.</summary>
    public StratumScore Closed { get; set; }

    /// <summary>The score of this step so far.</summary>
    public StratumScore Current { get; set; }

    /// <summary>Events of the steps before this one.</summary>
    public EventTally ClosedEvents { get; set; }

    /// <summary>Events of this step so far.</summary>
    public EventTally CurrentEvents { get; set; }

    /// <summary>When the present step began.</summary>
    public Moment Since { get; set; }

    /// <summary>For means: the canary's sums that wait for a score.</summary>
    public MeanTotals Canary { get; set; }

    /// <summary>For means: the baseline's.</summary>
    public MeanTotals Baseline { get; set; }

    /// <summary>For means: all of the canary's sums, which the variance is taken from.</summary>
    public MeanTotals AllCanary { get; set; }

    /// <summary>For means: all of the baseline's.</summary>
    public MeanTotals AllBaseline { get; set; }

    /// <summary>ln of the e-value for safety.</summary>
    public double LogSafety { get; private set; }

    /// <summary>Where the score stands against its boundaries.</summary>
    public ScoreStanding Standing { get; set; }

    /// <summary>Whether the rule has shown harm at the last look.</summary>
    public bool ShowsHarm { get; set; }

    /// <summary>Whether the rule has shown safety, and the score still does.</summary>
    public bool ShowsSafety { get; set; }

    /// <summary>The step of the last planned look; never before the first.</summary>
    public Moment LookedIn { get; set; } = Moment.Never;

    /// <summary>Planned looks that are done, where the rule has planned any.</summary>
    public int PlannedLooks { get; set; }

    /// <summary>The events over all steps.</summary>
    public EventTally Events => ClosedEvents.Plus(CurrentEvents);

    /// <summary>The score over all steps.</summary>
    public StratumScore Total => Closed.Plus(Current);

    public override void Reset()
    {
        base.Reset();
        (Closed, Current, ClosedEvents, CurrentEvents, Since) = (default, default, default, default, default);
        (Canary, Baseline, LogSafety, Standing, ShowsHarm, ShowsSafety) = (default, default, 0, default, false, false);
        (AllCanary, AllBaseline, PlannedLooks, LookedIn) = (default, default, 0, Moment.Never);
    }

    public override void Exchange(SnapshotStream stream)
    {
        base.Exchange(stream);
        Closed = Exchange(stream, Closed);
        Current = Exchange(stream, Current);
        ClosedEvents = ClosedEvents.Exchange(stream);
        CurrentEvents = CurrentEvents.Exchange(stream);
        Since = stream.Moment(Since);
        Canary = Canary.Exchange(stream);
        Baseline = Baseline.Exchange(stream);
        AllCanary = AllCanary.Exchange(stream);
        AllBaseline = AllBaseline.Exchange(stream);
        LogSafety = stream.Number(LogSafety);
        Standing = Standing.Exchange(stream);
        ShowsHarm = stream.Flag(ShowsHarm);
        ShowsSafety = stream.Flag(ShowsSafety);
        LookedIn = stream.Moment(LookedIn);
        PlannedLooks = stream.Whole(PlannedLooks);
    }

    /// <summary>Begins a new step, unless it is the one that is under way.</summary>
    public void BeginStep(Moment began)
    {
        if (Since == began)
            return;
        (Closed, Current, ClosedEvents, CurrentEvents, Since) = (Total, default, Events, default, began);
    }

    /// <summary>Sets the two e-values.</summary>
    public void Weigh(double logHarm, double logSafety) => (LogHarm, LogSafety) = (logHarm, logSafety);

    private static StratumScore Exchange(SnapshotStream stream, in StratumScore score) =>
        new(stream.Number(score.Score), stream.Number(score.Variance), stream.Number(score.Information));
}
