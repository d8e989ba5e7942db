using System.Globalization;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The part of a verdict's sentence that gives the weight of the evidence: e-values of sequential checks, intervals of fixed-sample ones.</summary>
internal static class EvidenceMessages
{
    public static string OfSafety(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.IsSequential
        ? $"{Margin(check, verdict)}: evidence of safety {Wording.Evidence(verdict.LogSafety)}, "
            + $"where {Wording.Evidence(policy.Risk.LogSafetyThreshold)} is enough"
        : Interval(check, verdict);

    public static string OfHarm(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.IsSequential
        ? $"{Margin(check, verdict)}: evidence of harm {Wording.Evidence(verdict.LogHarm)}, where {Wording.Evidence(HarmNeeded(policy))} is enough"
        : Interval(check, verdict);

    public static string OfBoth(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.IsSequential
        ? $"{Margin(check, verdict)}: evidence of harm {Wording.Evidence(verdict.LogHarm)} of the {Wording.Evidence(HarmNeeded(policy))} needed, "
            + $"of safety {Wording.Evidence(verdict.LogSafety)} of the {Wording.Evidence(policy.Risk.LogSafetyThreshold)} needed"
        : Interval(check, verdict);

    /// <summary>What one check alone needs so that the mean over all checks reaches 1 / α.</summary>
    private static double HarmNeeded(BoundPolicy policy) => policy.Risk.LogHarmThreshold + Math.Log(Math.Max(1, policy.SequentialChecks));

    private static string Margin(BoundCheck check, in CheckVerdict verdict) => check.Share switch
    {
        null => "",
        { TestedMargin: var tested } when !double.IsNaN(tested) =>
            string.Create(CultureInfo.InvariantCulture, $" (margin really tested: {tested * 100:0.#} % of latency)"),
        { Target: ShareTarget.Limit } => check.Check.Metric is Metric.LatencyQuantile ? $" (allowed: {Wording.Share(verdict.Margin)})" : "",
        _ => "",
    };

    private static string Interval(BoundCheck check, in CheckVerdict verdict)
    {
        if (check.Share is not { } share)
            return "";
        string towards = share.EventsAreGood ? "down to" : "up to";
        bool isAccuracy = check.Check.Metric is Metric.Accuracy;
        return share.Target switch
        {
            ShareTarget.Ratio { Value: not 1 } =>
                string.Create(
                    CultureInfo.InvariantCulture, $": ratio from {verdict.Lower:0.###} to {verdict.Upper:0.###}, allowed {towards} {verdict.Margin:0.###}"),
            ShareTarget.Limit when isAccuracy =>
                $": right from {Wording.Share(1 - verdict.Upper)} to {Wording.Share(1 - verdict.Lower)}, allowed down to {Wording.Share(1 - verdict.Margin)}",
            ShareTarget.Limit =>
                $": share from {Wording.Share(verdict.Lower)} to {Wording.Share(verdict.Upper)}, allowed {towards} {Wording.Share(verdict.Margin)}",
            _ => $": {(isAccuracy ? "difference of wrong answers" : "difference")} from {Wording.Points(verdict.Lower)} to {Wording.Points(verdict.Upper)}, "
                + $"allowed {towards} {Wording.Points(verdict.Margin)}",
        };
    }
}
