using System.Globalization;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The catalogue of sentences for verdicts: what was seen, against what, why that is a pass, a fail or neither, and what is missing.</summary>
public static class VerdictMessages
{
    private const int PodsForAnArm = 3;

    /// <summary>The sentence of a verdict, without a full stop.</summary>
    public static string Sentence(BoundPolicy policy, in CheckVerdict verdict)
    {
        BoundCheck check = policy.Checks[verdict.Check];
        string seen = Seen(check, verdict);
        string tail = Tail(policy, check, verdict);
        return seen.Length == 0 ? $"{check.Check.Name}: {tail}" : $"{check.Check.Name}: {seen}; {tail}";
    }

    /// <summary>The guarantee of a verdict in words, with what it is conditional on.</summary>
    public static string GuaranteeOf(in CheckVerdict verdict)
    {
        string name = Wording.Name(verdict.Guarantee);
        return verdict.CanaryPods is > 0 and < PodsForAnArm ? $"{name}, for {(verdict.CanaryPods == 1 ? "this pod" : "these pods")}" : name;
    }

    private static string Tail(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => verdict.Reason switch
    {
        VerdictReason.SafetyShown => $"not worse than allowed{SafetyNumbers(policy, check, verdict)} ({GuaranteeOf(verdict)})",
        VerdictReason.HarmShown => $"worse than allowed{HarmNumbers(policy, check, verdict)} ({GuaranteeOf(verdict)})",
        VerdictReason.HarmShownTogether =>
            $"all checks together show harm, this one most: its evidence {Wording.Evidence(verdict.LogHarm)} ({GuaranteeOf(verdict)})",
        VerdictReason.IntervalCoversMargin => $"neither harm nor safety is shown yet{BothNumbers(policy, check, verdict)}",
        VerdictReason.TooFewSamples => Lacking(verdict, Wording.Samples(check.Check.Metric, false)),
        VerdictReason.TooEarly => $"{Wording.Length(verdict.Had)} of {Wording.Length(verdict.Needed)} in this step",
        VerdictReason.DispersionUnknown => "too few windows of the baseline to know how far requests depend on each other",
        VerdictReason.NoData => "no data",
        VerdictReason.QueryFailed => "the query failed",
        VerdictReason.MissingPasses => "no data, and this policy says that no data passes",
        VerdictReason.WithinThreshold => $"within {Wording.Value(check.Check.Metric, verdict.Margin)}{ReadAs(check)}",
        VerdictReason.BeyondThreshold => $"beyond {Wording.Value(check.Check.Metric, verdict.Margin)}{ReadAs(check)}",
        VerdictReason.LastVerdictKept => verdict.Kind == VerdictKind.Pass ? "cannot be asked in this stage and keeps its pass" : "cannot be asked in this stage",
        _ => throw new InvalidOperationException("Unreachable: the reasons are closed."),
    };

    private static string Seen(BoundCheck check, in CheckVerdict verdict)
    {
        if (double.IsNaN(verdict.Canary) || verdict.Reason == VerdictReason.LastVerdictKept)
            return "";
        if (verdict.CanarySamples == 0)
            return Point(check, verdict);
        string samples = Wording.Samples(check.Check.Metric, false);
        if (check.Share is not { } share)
        {
            string mean = $"canary {Wording.Value(check.Check.Metric, verdict.Canary)} over {Wording.Count(verdict.CanarySamples)} {samples}";
            return double.IsNaN(verdict.Baseline) ? mean : $"{mean}, baseline {Wording.Value(check.Check.Metric, verdict.Baseline)}";
        }

        string canary = $"canary {Rate(check, share, share.Bound, verdict.Canary)} of {Wording.Count(verdict.CanarySamples)} {samples}";
        return double.IsNaN(verdict.Baseline)
            ? canary
            : $"{canary}, baseline {Rate(check, share, share.BaselineBound, verdict.Baseline)} of {Wording.Count(verdict.BaselineSamples)}";
    }

    private static string Point(BoundCheck check, in CheckVerdict verdict)
    {
        string canary = $"canary {Wording.Value(check.Check.Metric, verdict.Canary)}";
        return double.IsNaN(verdict.Baseline) ? canary : $"{canary}, baseline {Wording.Value(check.Check.Metric, verdict.Baseline)}";
    }

    private static string Rate(BoundCheck check, ShareTest share, double bound, double rate)
    {
        if (check.Check.Metric is Metric.Accuracy)
            return $"right {Wording.Share(1 - rate)}";
        return double.IsNaN(share.Bound) ? Wording.Share(rate) : $"{Wording.Share(rate)} above {Wording.Latency(double.IsNaN(bound) ? share.Bound : bound)}";
    }

    private static string SafetyNumbers(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.IsSequential
        ? $"{Margin(check, verdict)}, evidence of safety {Wording.Evidence(verdict.LogSafety)} of {Wording.Evidence(policy.Risk.LogSafetyThreshold)} needed"
        : FixedNumbers(check, verdict);

    private static string HarmNumbers(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.IsSequential
        ? $"{Margin(check, verdict)}, evidence of harm {Wording.Evidence(verdict.LogHarm)} of {Wording.Evidence(HarmNeeded(policy))} needed"
        : FixedNumbers(check, verdict);

    private static string BothNumbers(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.IsSequential
        ? $"{Margin(check, verdict)}, evidence of harm {Wording.Evidence(verdict.LogHarm)} of {Wording.Evidence(HarmNeeded(policy))}, "
            + $"of safety {Wording.Evidence(verdict.LogSafety)} of {Wording.Evidence(policy.Risk.LogSafetyThreshold)}"
        : FixedNumbers(check, verdict);

    /// <summary>What one check alone needs so that the mean over all checks reaches 1 / α.</summary>
    private static double HarmNeeded(BoundPolicy policy) => policy.Risk.LogHarmThreshold + Math.Log(Math.Max(1, policy.SequentialChecks));

    private static string Margin(BoundCheck check, in CheckVerdict verdict)
    {
        if (check.Share is not { } share)
            return "";
        if (!double.IsNaN(share.TestedMargin))
            return string.Create(CultureInfo.InvariantCulture, $" (margin really tested: {share.TestedMargin * 100:0.#} % of latency)");
        if (share.Target is ShareTarget.Points && double.IsFinite(verdict.Margin))
            return string.Create(CultureInfo.InvariantCulture, $" (allowed: {verdict.Margin:0.##} times the baseline's rate)");
        return share.Target is ShareTarget.Points ? " (the baseline's rate is not known well enough to turn points into a ratio)" : "";
    }

    private static string FixedNumbers(BoundCheck check, in CheckVerdict verdict)
    {
        if (check.Share is not { } share)
            return "";
        return share.Target is ShareTarget.Ratio { Value: not 1 }
            ? string.Create(CultureInfo.InvariantCulture, $", ratio [{verdict.Lower:0.###}, {verdict.Upper:0.###}] against {verdict.Margin:0.###}")
            : $", {(share.Target is ShareTarget.Limit ? "rate" : "difference")} [{Wording.Share(verdict.Lower)}, {Wording.Share(verdict.Upper)}] against "
                + Wording.Share(verdict.Margin);
    }

    private static string Lacking(in CheckVerdict verdict, string samples)
    {
        string lacking = $"{Wording.Count(verdict.Had)} of {Wording.Count(verdict.Needed)} {samples}";
        return verdict.Had > 0 && verdict.StepSeconds > 0
            ? $"{lacking}; at this rate {Wording.Length((verdict.Needed - verdict.Had) / verdict.Had * verdict.StepSeconds)} more"
            : lacking;
    }

    private static string ReadAs(BoundCheck check) => check.Check.Missing is MissingRule.ReadAs readAs
        ? $" (no data would be read as {Wording.Value(check.Check.Metric, readAs.Value)})"
        : "";
}
