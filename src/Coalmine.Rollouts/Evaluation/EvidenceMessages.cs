using System.Globalization;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>The part of a verdict's sentence that gives the weight of the evidence: e-values of sequential checks, intervals of fixed-sample ones.</summary>
internal static class EvidenceMessages
{
    public static string OfSafety(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.GathersEvidence
        ? $"{Margin(check, verdict)}: evidence of safety {Wording.Evidence(verdict.LogSafety)}, "
            + $"where {Wording.Evidence(policy.Risk.LogSafetyThreshold)} is enough"
        : Weight(check, verdict, P(check, verdict.SafetyP, double.NaN), Standing(verdict, false, true));

    public static string OfHarm(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.GathersEvidence
        ? $"{Margin(check, verdict)}: evidence of harm {Wording.Evidence(verdict.LogHarm)}, where {Wording.Evidence(HarmNeeded(policy))} is enough"
        : Weight(check, verdict, P(check, double.NaN, verdict.HarmP), Standing(verdict, true, false));

    public static string OfBoth(BoundPolicy policy, BoundCheck check, in CheckVerdict verdict) => check.GathersEvidence
        ? $"{Margin(check, verdict)}: evidence of harm {Wording.Evidence(verdict.LogHarm)} of the {Wording.Evidence(HarmNeeded(policy))} needed, "
            + $"of safety {Wording.Evidence(verdict.LogSafety)} of the {Wording.Evidence(policy.Risk.LogSafetyThreshold)} needed"
        : Weight(check, verdict, P(check, verdict.SafetyP, verdict.HarmP), Standing(verdict, true, true));

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

    /// <summary>What there is of a score's standing, an interval, and p-values.</summary>
    private static string Weight(BoundCheck check, in CheckVerdict verdict, string p, string standing)
    {
        string tested = check.Share is { } share && !double.IsNaN(share.TestedMargin) ? Margin(check, verdict) : "";
        if (standing.Length > 0)
            return tested + standing;
        if (check.Check.Metric.ComparesDistributions)
            return Distribution(check.Check, verdict);
        string interval = double.IsNaN(verdict.Lower) || IsAdjusted(check) ? "" : Interval(check, verdict);
        return tested + (p.Length == 0 ? interval : $"{interval}{(interval.Length > 0 ? "," : ":")} {p}");
    }

    private static string P(BoundCheck check, double safety, double harm)
    {
        string name = IsAdjusted(check) ? "adjusted p" : "p";
        return (double.IsNaN(harm), double.IsNaN(safety)) switch
        {
            (true, true) => "",
            (false, true) => $"{name} {Wording.P(harm)}",
            (true, false) => $"p {Wording.P(safety)}",
            _ => $"{name} of harm {Wording.P(harm)}, p of safety {Wording.P(safety)}",
        };
    }

    /// <summary>Whether the decision on harm is not the interval's own: it is then told by its adjusted p-value.</summary>
    private static bool IsAdjusted(BoundCheck check) =>
        check.Check.Method is CheckMethod.Fixed { Multiplicity: not (Multiplicity.None or Multiplicity.Bonferroni) };

    /// <summary>How far two distributions lie apart, and what chance has to do with it.</summary>
    private static string Distribution(Check check, in CheckVerdict verdict)
    {
        string p = double.IsNaN(verdict.HarmP) ? "" : $", p {Wording.P(verdict.HarmP)}";
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

    private static string Standing(in CheckVerdict verdict, bool ofHarm, bool ofSafety)
    {
        ScoreStanding score = verdict.Standing;
        bool isPlanned = verdict.Guarantee == Guarantee.PlannedSequential;
        string planned = isPlanned && score.Fraction > 0 ? $" at {Wording.Share(score.Fraction)} of the planned information" : "";
        if (score.HarmNeeded <= 0)
            return planned.Length > 0 ? $": before the first planned look,{planned}" : isPlanned ? ": not enough events yet for a normal approximation" : "";
        string z = string.Create(CultureInfo.InvariantCulture, $": {score.HarmZ:+0.00;-0.00} standard errors beyond the margin{planned}");
        string harm = string.Create(CultureInfo.InvariantCulture, $"harm from {score.HarmNeeded:+0.00;-0.00}");
        string safety = string.Create(CultureInfo.InvariantCulture, $"safety down to {-score.SafetyNeeded:+0.00;-0.00}");
        return $"{z}; {(ofHarm ? harm : "")}{(ofHarm && ofSafety ? ", " : "")}{(ofSafety ? safety : "")}";
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
