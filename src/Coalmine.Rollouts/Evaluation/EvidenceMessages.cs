using System.Globalization;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The part of a verdict's sentence that gives the weight of the evidence: e-values of sequential checks, intervals of fixed-sample ones.</summary>
internal static class EvidenceMessages
{
    public static string OfSafety(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.GathersEvidence
        ? $"{Margin(check, verdict)}: evidence of safety {Wording.Evidence(verdict.LogSafety)}, "
            + $"where {Wording.Evidence(policy.Risk.LogSafetyThreshold)} is enough"
        : Weight(check, verdict, verdict.SafetyP, Standing(verdict, verdict.Standing.SafetyZ, verdict.Standing.SafetyNeeded, "on the good side of"));

    public static string OfHarm(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.GathersEvidence
        ? $"{Margin(check, verdict)}: evidence of harm {Wording.Evidence(verdict.LogHarm)}, where {Wording.Evidence(HarmNeeded(policy))} is enough"
        : Weight(check, verdict, verdict.HarmP, Standing(verdict, verdict.Standing.HarmZ, verdict.Standing.HarmNeeded, "beyond"));

    public static string OfBoth(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.GathersEvidence
        ? $"{Margin(check, verdict)}: evidence of harm {Wording.Evidence(verdict.LogHarm)} of the {Wording.Evidence(HarmNeeded(policy))} needed, "
            + $"of safety {Wording.Evidence(verdict.LogSafety)} of the {Wording.Evidence(policy.Risk.LogSafetyThreshold)} needed"
        : Weight(check, verdict, verdict.HarmP, Standing(verdict, verdict.Standing.HarmZ, verdict.Standing.HarmNeeded, "beyond"));

    /// <summary>What one check alone needs so that the mean over all checks reaches 1 / α.</summary>
    private static double HarmNeeded(BoundPolicy policy) => policy.Risk.LogHarmThreshold + Math.Log(Math.Max(1, policy.EvidenceChecks));

    private static string Margin(BoundCheck check, in CheckVerdict verdict) => check.Share switch
    {
        null => "",
        { TestedMargin: var tested } when !double.IsNaN(tested) =>
            string.Create(CultureInfo.InvariantCulture, $" (margin really tested: {tested * 100:0.#} % of latency)"),
        { Target: ShareTarget.Limit } => check.Check.Metric is Metric.LatencyQuantile ? $" (allowed: {Wording.Share(verdict.Margin)})" : "",
        _ => "",
    };

    /// <summary>What there is of a score's standing, an interval, and a p-value.</summary>
    private static string Weight(BoundCheck check, in CheckVerdict verdict, double p, string standing)
    {
        if (standing.Length > 0)
            return standing;
        if (check.Check.Metric.ComparesDistributions)
            return Distribution(check.Check, verdict);
        string interval = double.IsNaN(verdict.Lower) ? "" : Interval(check, verdict);
        return double.IsNaN(p) ? interval : string.Create(CultureInfo.InvariantCulture, $"{interval}{(interval.Length > 0 ? "," : ":")} p {p:0.####}");
    }

    /// <summary>How far two distributions lie apart, and what chance has to do with it.</summary>
    private static string Distribution(Check check, in CheckVerdict verdict)
    {
        string p = double.IsNaN(verdict.HarmP) ? ""
            : verdict.HarmP < 0.0001 ? ", p below 0.0001"
            : string.Create(CultureInfo.InvariantCulture, $", p {verdict.HarmP:0.####}");
        if (check.Requirement is Requirement.AtMost)
        {
            string index = check.Method is CheckMethod.Fixed { Form: FixedForm.JensenShannon } ? "Jensen-Shannon distance" : "population stability index";
            return string.Create(CultureInfo.InvariantCulture, $": {index} {verdict.Canary:0.000}, allowed up to {verdict.Margin:0.###}{p}");
        }

        if (double.IsNaN(verdict.Lower))
            return "";
        string at = check.Metric is Metric.LatencyDistribution ? Wording.Latency(verdict.At) : verdict.At.ToString("0.###", CultureInfo.InvariantCulture);

        // The size of a difference is at least 0, and no difference is beyond 100 points.
        double lower = Math.Max(check.Metric is Metric.ScoreDistribution ? 0 : -1, verdict.Lower);
        return $": largest difference of the two distributions {Wording.Points(verdict.Canary)} at {at}, from {Wording.Points(lower)} to "
            + $"{Wording.Points(verdict.Upper)}, allowed up to {Wording.Points(verdict.Margin)}{p}";
    }

    private static string Standing(in CheckVerdict verdict, double z, double needed, string side)
    {
        if (needed <= 0)
            return verdict.Guarantee == Guarantee.PlannedSequential ? ": not enough events yet for a first look" : "";
        string planned = verdict.Standing.Fraction > 0 ? $" at {Wording.Share(verdict.Standing.Fraction)} of the planned information" : "";
        return string.Create(CultureInfo.InvariantCulture, $": {z:0.00} standard errors {side} the margin, where {needed:0.00} are enough{planned}");
    }

    private static string Interval(BoundCheck check, in CheckVerdict verdict)
    {
        if (check.Share is not { } share)
            return "";
        string towards = share.EventsAreGood ? "down to" : "up to";
        bool isAccuracy = check.Check.Metric is Metric.Accuracy;
        return share.Target switch
        {
            ShareTarget.Ratio ratio when ratio.Value != 1 || check.Check.Method is CheckMethod.ConfidenceSequence =>
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
