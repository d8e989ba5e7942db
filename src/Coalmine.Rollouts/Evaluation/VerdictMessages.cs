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

    /// <summary>
    /// Labels are counted when they come: after a step the canary's are younger than the baseline's, so that a comparison of accuracies holds only while both
    /// are steady.
    /// </summary>
    private static string Promise(BoundCheck check, in CheckVerdict verdict) =>
        check is { IsRelative: true, Check: { Metric: Metric.Accuracy, Method: not CheckMethod.Point } } && !verdict.IsOfPairs
            ? $"{GuaranteeOf(verdict)}, while accuracy is steady"
            : GuaranteeOf(verdict);

    private static string Tail(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => verdict.Reason switch
    {
        VerdictReason.SafetyShown => $"not worse than allowed{EvidenceMessages.OfSafety(policy, check, verdict)} ({Promise(check, verdict)})",
        VerdictReason.HarmShown => $"worse than allowed{EvidenceMessages.OfHarm(policy, check, verdict)} ({Promise(check, verdict)})",
        VerdictReason.HarmShownTogether =>
            $"all checks together show harm, this one most: its evidence {Wording.Evidence(verdict.LogHarm)} ({Promise(check, verdict)})",
        VerdictReason.HarmDiscovered => $"worse than allowed: evidence of harm {Wording.Evidence(verdict.LogHarm)}, enough at a false discovery rate of "
            + $"{Wording.Share(Math.Exp(-policy.Risk.LogHarmThreshold))} ({Promise(check, verdict)})",
        VerdictReason.IntervalCoversMargin => $"neither harm nor safety is shown yet{EvidenceMessages.OfBoth(policy, check, verdict)}",
        VerdictReason.TooFewSamples => Lacking(verdict, Wording.Samples(check.Check.Metric, verdict.IsOfPairs)),
        VerdictReason.TooFewWindows => $"{Wording.Count(verdict.Had)} of {Wording.Count(verdict.Needed)} {Units(check)}, which are this method's units",
        VerdictReason.NoPlannedLook => $"no planned look in this step yet{EvidenceMessages.OfBoth(policy, check, verdict)}",
        VerdictReason.PlanUsedUp => "the planned information was used up before this step, and nothing is decided beyond it: plan for more `samples`",
        VerdictReason.TooEarly => $"{Wording.Length(verdict.Had)} of {Wording.Length(verdict.Needed)} in this step",
        VerdictReason.DispersionUnknown => "too few events so far to know how far requests depend on each other",
        VerdictReason.NoData => "no data",
        VerdictReason.QueryFailed => "the query failed",
        VerdictReason.MissingPasses => "no data, and this policy says that no data passes",
        VerdictReason.WithinThreshold => $"not {Side(check)} {Wording.Value(check.Check.Metric, verdict.Margin)} ({GuaranteeOf(verdict)}{ReadAs(check)})",
        VerdictReason.BeyondThreshold => $"{Side(check)} {Wording.Value(check.Check.Metric, verdict.Margin)} ({GuaranteeOf(verdict)}{ReadAs(check)})",
        VerdictReason.NeitherConditionHolds => "neither its success nor its failure condition holds",
        VerdictReason.LastVerdictKept =>
            verdict.Kind == VerdictKind.Pass ? "cannot be asked in this stage and keeps its pass" : "cannot be asked in this stage",
        _ => throw new InvalidOperationException("Unreachable: the reasons are closed."),
    };

    private static string Seen(BoundCheck check, in CheckVerdict verdict)
    {
        if (double.IsNaN(verdict.Canary) || verdict.Reason == VerdictReason.LastVerdictKept)
            return "";
        Metric metric = check.Check.Metric;
        string samples = Wording.Samples(metric, verdict.IsOfPairs);
        if (verdict.IsOfPairs)
        {
            return $"only the canary wrong in {Wording.Share(verdict.Canary)} of {Wording.Count(verdict.CanarySamples)} {samples}, "
                + $"only the baseline in {Wording.Share(verdict.Baseline)}";
        }

        if (metric.ComparesDistributions)
            return $"canary {Wording.Count(verdict.CanarySamples)} {samples}, baseline {Wording.Count(verdict.BaselineSamples)}";
        string canary = check.Share is { } share
            ? $"canary {Rate(metric, verdict.Canary)} of {Wording.Count(verdict.CanarySamples)} {samples}{Event(metric, share.Bound)}"
            : $"canary {Wording.Value(metric, verdict.Canary)}{(verdict.CanarySamples > 0 ? $" over {Wording.Count(verdict.CanarySamples)} {samples}" : "")}";
        if (double.IsNaN(verdict.Baseline))
            return canary;
        return check.Share is { } other
            ? $"{canary}, baseline {Rate(metric, verdict.Baseline)} of {Wording.Count(verdict.BaselineSamples)}"
                + Event(metric, double.IsNaN(other.BaselineBound) ? other.Bound : other.BaselineBound)
            : $"{canary}, baseline {Wording.Value(metric, verdict.Baseline)}";
    }

    private static string Rate(Metric metric, double rate) => Wording.Share(metric is Metric.Accuracy ? 1 - rate : rate);

    private static string Event(Metric metric, double bound) => metric switch
    {
        Metric.Accuracy => " right",
        Metric.LatencyQuantile => $" above {Wording.Latency(bound)}",
        _ => "",
    };

    private static string Units(BoundCheck check) =>
        check.Check.Method is CheckMethod.Fixed { Form: FixedForm.Welch or FixedForm.MannWhitney } ? "looks" : "windows";

    private static string Lacking(in CheckVerdict verdict, string samples)
    {
        if (verdict is { Had: 0, Needed: <= 1 })
            return $"no {samples} yet";
        string lacking = $"{Wording.Count(verdict.Had)} of {Wording.Count(verdict.Needed)} {samples}";
        return verdict.Had > 0 && verdict.StepSeconds > 0
            ? $"{lacking}; at this rate {Wording.Length((verdict.Needed - verdict.Had) / verdict.Had * verdict.StepSeconds)} more"
            : lacking;
    }

    private static string Side(BoundCheck check) => check.Check.Requirement switch
    {
        Requirement.AtMost => "above",
        Requirement.AtLeast => "below",
        _ => check.Check.Metric.HigherIsWorse ? "above" : "below",
    };

    private static string ReadAs(BoundCheck check) => check.Check.Missing is MissingRule.ReadAs readAs
        ? $"; no data would be read as {Wording.Value(check.Check.Metric, readAs.Value)}"
        : "";
}
