using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Fixed;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Comparisons;
using Coalmine.Statistics.Functions;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>
/// A mean (latency, revenue per request) against a limit or against the baseline's. The variance is bounded from the histogram's buckets, so that the test
/// errs on the side of waiting. Under a rule for repeated looks: each look's difference is scored by itself, in standard errors of all trials so far,
/// asymptotic after <see cref="FirstScore"/> trials; it does not mix over the onset. Without a rule: a normal interval at the present step.
/// </summary>
internal sealed class MeanCheck(int index, Check check, MeanDefinition mean, MeanTarget target, ScoreRule? rule, FixedLevels levels) : BoundCheck(index, check)
{
    /// <summary>Trials of each arm before which a normal approximation is not trusted at one look.</summary>
    private const double BurnIn = 100;

    /// <summary>
    /// Trials of each arm before the first score under repeated looks: with an estimated variance a normal mixture against smaller means has 6.1 % at a stated
    /// 5 % from 100 values of skewness 2 on, and 3.9 % from 500 on (tests/Coalmine.Conformance/Calibration/results/sequential.md, NormalMixtureEValue). The
    /// same table has 8.9 % where each look's own variance is used: it is smaller where the look's mean is.
    /// </summary>
    private const double FirstScore = 500;
    private readonly EvidenceMinimum _minimum =
        check.Minimum with { Samples = Math.Max((long)(rule is null ? BurnIn : FirstScore), check.Minimum.Samples) };

    public override CheckState CreateState() => new ScoreState();

    public override void Take(CheckState state, EvidenceLedger ledger, in LookContext look)
    {
        if (rule is null)
            return;
        ScoreState own = (ScoreState)state;

        // Against the baseline each look is scored by itself, since a fault on both arms would speak against the arm that served more of it; what is too
        // little for a score waits for the next look, but not for the next step. A limit has one arm, and its sums simply grow.
        if (!target.IsLimit && own.Since != look.StepBegan)
            (own.Canary, own.Baseline) = (default, default);
        own.Since = look.StepBegan;
        MeanTotals canary = MeanTotals.Of(mean, ledger.Chunk(Arm.Canary));
        MeanTotals baseline = MeanTotals.Of(mean, ledger.Chunk(Arm.Baseline));
        (own.Canary, own.Baseline) = (own.Canary.Plus(canary), own.Baseline.Plus(baseline));
        (own.AllCanary, own.AllBaseline) = (own.AllCanary.Plus(canary), own.AllBaseline.Plus(baseline));
        if (!IsEnough(own.Canary, own.Baseline, 1) || !IsEnough(own.AllCanary, own.AllBaseline, FirstScore))
            return;
        (double z, double time) = Effect(own.Canary, own.Baseline, (own.AllCanary.Variance, own.AllBaseline.Variance), FactorOf(ledger));
        if (target.IsLimit)
        {
            rule.Weigh(own, z, time);
            return;
        }

        // A look's score has the information as its variance, so that scores add up.
        own.Closed = own.Closed.Plus(new StratumScore(z * Math.Sqrt(time), time, time));
        (own.Canary, own.Baseline) = (default, default);
        rule.Weigh(own, own.Closed.Z, own.Closed.Information);
    }

    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        ScoreState own = (ScoreState)state;
        MeanTotals canary = MeanTotals.Of(mean, ledger.Step(Arm.Canary));
        MeanTotals baseline = MeanTotals.Of(mean, ledger.Step(Arm.Baseline));
        ShareVerdict shown = new(0, canary.Trials, 0, baseline.Trials, 0, target.IsLimit);
        CheckVerdict verdict = shown.Blank(Index, rule?.Guarantee ?? Guarantee.Asymptotic, ledger, look) with
        {
            Canary = canary.Mean,
            Baseline = target.IsLimit ? double.NaN : baseline.Mean,
            Margin = target.Value,
            LogHarm = own.LogHarm,
            LogSafety = own.LogSafety,
            Standing = own.Standing,
            Dispersion = FactorOf(ledger),
        };
        if (!ledger.ChunkHasCanary)
            return verdict with { Reason = VerdictReason.NoData };
        if (own.ShowsHarm)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        if (shown.Lacks(_minimum, look, verdict) is { Needed: > 0 } lacking)
            return lacking;
        if (rule is null)
            return Measured(verdict, canary, baseline);
        if (rule.Withholds(own) is { } reason)
            return verdict with { Reason = reason };
        return own.ShowsSafety ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    /// <summary>The largest dispersion among the shares above the histogram's bounds that events stand behind.</summary>
    private double FactorOf(EvidenceLedger ledger)
    {
        double factor = 1;
        foreach (int index in mean.Dispersions)
            if (ledger.DispersionOf(index) is { IsKnown: true, IsGuess: false } known)
                factor = Math.Max(factor, known.Factor);
        return factor;
    }

    private CheckVerdict Measured(CheckVerdict verdict, in MeanTotals canary, in MeanTotals baseline)
    {
        double z = Effect(canary, baseline, (canary.Variance, baseline.Variance), verdict.Dispersion).Z;
        verdict = verdict with { HarmP = NormalDistribution.Upper(z), SafetyP = NormalDistribution.Lower(z) };
        if (z > levels.Harm.Z && !levels.IsAdjusted)
            return verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.HarmShown };
        return z < -levels.Safety.Z ? verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.SafetyShown } : verdict;
    }

    private bool IsEnough(in MeanTotals canary, in MeanTotals baseline, double trials) =>
        canary.Trials >= trials && (target.IsLimit || baseline.Trials >= trials);

    /// <summary>The effect in standard errors, positive towards harm, and the intrinsic time; counts are divided by the dispersion.</summary>
    private (double Z, double Time) Effect(in MeanTotals canary, in MeanTotals baseline, (double Canary, double Baseline) variances, double dispersion)
    {
        double sign = Check.Metric.HigherIsWorse ? 1 : -1;
        double variance = variances.Canary / canary.Trials;
        double difference = canary.Mean - target.Value;
        double time = canary.Trials;
        if (!target.IsLimit)
        {
            variance += target.Value * target.Value * variances.Baseline / baseline.Trials;
            difference = canary.Mean - target.Value * baseline.Mean;
            time = 1 / (1 / canary.Trials + 1 / baseline.Trials);
        }

        // No spread at all is no evidence, in either direction.
        return (variance > 0 ? sign * difference / Math.Sqrt(variance * dispersion) : 0, time / dispersion);
    }
}
