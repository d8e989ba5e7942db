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

        // Against the baseline each look is scored by itself, since a fault on both arms would speak against the arm that served more of it; what is too
        // little for a score waits for the next look, but not for the next step. A limit has one arm, and its sums simply grow.
        if (!_target.IsLimit && own.WaitingSince != look.StepBegan)
            (own.Canary, own.Baseline, own.WaitingSince) = (default, default, look.StepBegan);
        own.Canary = own.Canary.Plus(MeanTotals.Of(_mean, ledger.Chunk(Arm.Canary)));
        own.Baseline = own.Baseline.Plus(MeanTotals.Of(_mean, ledger.Chunk(Arm.Baseline)));
        if (!IsEnough(own.Canary, own.Baseline))
            return;
        (double z, double time) = Effect(own.Canary, own.Baseline, FactorOf(ledger));
        if (_target.IsLimit)
        {
            Weigh(own, z * Math.Sqrt(time), time);
            return;
        }

        own.Score += z * Math.Sqrt(time);
        own.Time += time;
        (own.Canary, own.Baseline) = (default, default);
        Weigh(own, own.Score, own.Time);
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
            Dispersion = FactorOf(ledger),
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (shown.Lacks(_minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        return IsSequential ? Weighed(verdict, own) : Measured(verdict, canary, baseline);
    }

    private void Weigh(MeanState own, double score, double time) =>
        own.Weigh(NormalMixtureEValue.LogE(score, time, _rho), NormalMixtureEValue.LogE(-score, time, _rho));

    /// <summary>The largest dispersion among the shares above the histogram's bounds that events stand behind.</summary>
    private double FactorOf(EvidenceLedger ledger)
    {
        double factor = 1;
        foreach (int index in _mean.Dispersions)
            if (ledger.DispersionOf(index) is { IsKnown: true, IsGuess: false } known)
                factor = Math.Max(factor, known.Factor);
        return factor;
    }

    private CheckVerdict Weighed(CheckVerdict verdict, MeanState own) => own.LogSafety >= _levels.LogSafetyThreshold
        ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown }
        : verdict;

    private CheckVerdict Measured(CheckVerdict verdict, in MeanTotals canary, in MeanTotals baseline)
    {
        double z = Effect(canary, baseline, verdict.Dispersion).Z;
        if (z > _levels.HarmZ)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return z < -_levels.SafetyZ ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    private bool IsEnough(in MeanTotals canary, in MeanTotals baseline) => canary.Trials >= BurnIn && (_target.IsLimit || baseline.Trials >= BurnIn);

    /// <summary>The effect in standard errors, positive towards harm, and the intrinsic time; counts are divided by the dispersion.</summary>
    private (double Z, double Time) Effect(in MeanTotals canary, in MeanTotals baseline, double dispersion)
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
        return (variance > 0 ? sign * difference / Math.Sqrt(variance * dispersion) : 0, time / dispersion);
    }
}
