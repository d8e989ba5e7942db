using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>What a check of a mean has gathered over the whole rollout.</summary>
internal sealed class MeanState : CheckState
{
    /// <summary>The canary's sums.</summary>
    public MeanTotals Canary { get; set; }

    /// <summary>The baseline's sums, over the times at which both arms served.</summary>
    public MeanTotals Baseline { get; set; }

    /// <summary>The step that the waiting sums belong to.</summary>
    public Moment WaitingSince { get; set; }

    /// <summary>Sum of the looks' effects, each in units of its own standard error times the root of its time.</summary>
    public double Score { get; set; }

    /// <summary>Intrinsic time of the sum.</summary>
    public double Time { get; set; }

    /// <summary>ln of the e-value for safety.</summary>
    public double LogSafety { get; private set; }

    public override void Reset()
    {
        base.Reset();
        Canary = default;
        Baseline = default;
        WaitingSince = default;
        Score = 0;
        Time = 0;
        LogSafety = 0;
    }

    /// <summary>Sets the two e-values.</summary>
    public void Weigh(double logHarm, double logSafety)
    {
        LogHarm = logHarm;
        LogSafety = logSafety;
    }
}
