using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// A mean (latency, revenue per request) against a limit or against the baseline's. The variance is bounded from the histogram's buckets, so that the test
/// errs on the side of waiting. Sequential: a one-sided normal mixture in each direction, asymptotic after <see cref="BurnIn"/> trials; it does not mix over
/// the onset. Fixed: a normal interval at the present step.
/// </summary>
internal sealed class MeanCheck : BoundCheck
{
    /// <summary>Trials of each arm before which a normal approximation is not trusted.</summary>
    private const double BurnIn = 100;
    private const double TunedFor = 2000;
    private readonly MeanDefinition _mean;
    private readonly MeanTarget _target;
    private readonly MeanLevels _levels;
    private readonly double _rho;
    private readonly EvidenceMinimum _minimum;

    public MeanCheck(int index, Check check, MeanDefinition mean, MeanTarget target, MeanLevels levels)
        : base(index, check)
    {
        _mean = mean;
        _target = target;
        _levels = levels;
        _minimum = check.Minimum with { Samples = Math.Max((long)BurnIn, check.Minimum.Samples) };
        double log = levels.LogHarmThreshold;
        _rho = TunedFor / (2 * log + Math.Log(1 + 2 * log));
    }

    public override CheckState CreateState() => new MeanState();

    public override void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
        MeanState own = (MeanState)state;
        MeanTotals canary = MeanTotals.Of(_mean, ledger.Chunk(Arm.Canary));
        MeanTotals baseline = MeanTotals.Of(_mean, ledger.Chunk(Arm.Baseline));
        if (_target.IsLimit || baseline.Trials > 0)
            own.Canary = own.Canary.Plus(canary);
        own.Baseline = own.Baseline.Plus(baseline);
        if (!IsEnough(own.Canary, own.Baseline))
            return;
        (double z, double time) = Effect(own.Canary, own.Baseline);
        own.Weigh(NormalMixtureEValue.LogE(z * Math.Sqrt(time), time, _rho), NormalMixtureEValue.LogE(-z * Math.Sqrt(time), time, _rho));
    }

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        MeanState own = (MeanState)state;
        MeanTotals canary = MeanTotals.Of(_mean, ledger.Step(Arm.Canary));
        MeanTotals baseline = MeanTotals.Of(_mean, ledger.Step(Arm.Baseline));
        ShareVerdict shown = new(0, canary.Trials, 0, baseline.Trials, 0, _target.IsLimit);
        CheckVerdict verdict = shown.Blank(Index, _levels.Guarantee, ledger, look) with
        {
            Canary = canary.Mean,
            Baseline = _target.IsLimit ? double.NaN : baseline.Mean,
            Margin = _target.Value,
            LogHarm = own.LogHarm,
            LogSafety = own.LogSafety,
            Dispersion = 1,
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.Lacks(_minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        return IsSequential ? Weighed(verdict, own) : Measured(verdict, canary, baseline);
    }

    private CheckVerdict Weighed(CheckVerdict verdict, MeanState own) => own.LogSafety >= _levels.LogSafetyThreshold
        ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown }
        : verdict;

    private CheckVerdict Measured(CheckVerdict verdict, in MeanTotals canary, in MeanTotals baseline)
    {
        double z = Effect(canary, baseline).Z;
        if (z > _levels.HarmZ)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return z < -_levels.SafetyZ ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    private bool IsEnough(in MeanTotals canary, in MeanTotals baseline) => canary.Trials >= BurnIn && (_target.IsLimit || baseline.Trials >= BurnIn);

    /// <summary>The effect in standard errors, positive towards harm, and the intrinsic time.</summary>
    private (double Z, double Time) Effect(in MeanTotals canary, in MeanTotals baseline)
    {
        double sign = Check.Metric.HigherIsWorse ? 1 : -1;
        double variance = canary.Variance / canary.Trials;
        double difference = canary.Mean - _target.Value;
        double time = canary.Trials;
        if (!_target.IsLimit)
        {
            variance += _target.Value * _target.Value * baseline.Variance / baseline.Trials;
            difference = canary.Mean - _target.Value * baseline.Mean;
            time = 1 / (1 / canary.Trials + 1 / baseline.Trials);
        }

        // No spread at all is no evidence, in either direction.
        return variance > 0 ? (sign * difference / Math.Sqrt(variance), time) : (0, time);
    }
}
