using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>
/// How far a policy's evidence of harm has come at a look, as a share of what rolls back: the way that a rollback on evidence announces itself. Splitting sets
/// its levels on it; nothing is decided by it.
/// </summary>
/// <remarks>
/// The highest of these. Checks that gather evidence, together: ln of their mean e-value over the threshold, 1 exactly where the mean rolls back; and each of
/// n alone: ln of its e-value over ln n/α, where it would roll back without any help, for one check's first steps do not show in the mean of many. A check
/// with a level of its own or for one look: its score over what is needed; or the distance of its interval's middle from the margin in half widths, 1 where
/// the interval begins to lie wholly beyond the margin; or ln of its p-value over ln α. A point check: the value over its limit (the limit over the value
/// where low is bad). What is not known yet is -∞.
/// </remarks>
public sealed class HarmProgress
{
    private readonly BoundPolicy _policy;

    private HarmProgress(BoundPolicy policy) => _policy = policy;

    /// <summary>The progress of a policy; nothing for one without checks, which never rolls back on evidence.</summary>
    public static HarmProgress? Of(BoundPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Checks.IsEmpty ? null : new HarmProgress(policy);
    }

    /// <summary>The progress at a look; any number, or -∞ where nothing is known.</summary>
    /// <param name="verdicts">The look's verdicts, one a check.</param>
    public double At(ReadOnlySpan<CheckVerdict> verdicts)
    {
        double highest = _policy.EvidenceChecks == 0 ? double.NegativeInfinity : Together(verdicts);
        foreach (ref readonly CheckVerdict verdict in verdicts)
        {
            BoundCheck check = _policy.Checks[verdict.Check];
            if (!check.GathersEvidence)
                highest = Math.Max(highest, Alone(check, verdict));
        }

        return highest;
    }

    private double Together(ReadOnlySpan<CheckVerdict> verdicts)
    {
        double top = double.NegativeInfinity;
        foreach (ref readonly CheckVerdict verdict in verdicts)
            if (_policy.Checks[verdict.Check].GathersEvidence)
                top = Math.Max(top, verdict.LogHarm);
        if (double.IsNegativeInfinity(top))
            return top;
        double sum = 0;
        foreach (ref readonly CheckVerdict verdict in verdicts)
            if (_policy.Checks[verdict.Check].GathersEvidence)
                sum += Math.Exp(verdict.LogHarm - top);
        double threshold = _policy.Risk.LogHarmThreshold;
        return Math.Max((top + Math.Log(sum / _policy.EvidenceChecks)) / threshold, top / (threshold + Math.Log(_policy.EvidenceChecks)));
    }

    private double Alone(BoundCheck check, in CheckVerdict verdict)
    {
        if (check.Check.Method is CheckMethod.Point)
            return OfValue(verdict.Canary, verdict.Margin, IsHighBad(check.Check));
        if (verdict.Standing.HarmNeeded > 0)
            return verdict.Standing.HarmZ / verdict.Standing.HarmNeeded;
        if (!double.IsNaN(verdict.Lower) && !double.IsNaN(verdict.Upper))
            return OfInterval(verdict, check.Share is { EventsAreGood: true });
        return double.IsNaN(verdict.HarmP)
            ? double.NegativeInfinity
            : Math.Log(Math.Max(verdict.HarmP, double.Epsilon)) / Math.Log(_policy.Policy.Risk.FalseRollback);
    }

    private static bool IsHighBad(Check check) => check.Requirement switch
    {
        Requirement.AtMost => true,
        Requirement.AtLeast => false,
        _ => check.Metric.HigherIsWorse,
    };

    private static double OfInterval(in CheckVerdict verdict, bool eventsAreGood)
    {
        double sign = eventsAreGood ? -1 : 1;
        double half = (verdict.Upper - verdict.Lower) / 2;
        return half > 0 && double.IsFinite(half)
            ? sign * (((verdict.Lower + verdict.Upper) / 2) - verdict.Margin) / half
            : 1 + (sign * ((eventsAreGood ? verdict.Upper : verdict.Lower) - verdict.Margin));
    }

    // Values and limits at or below 0 have no ratio that means anything; their distance does.
    private static double OfValue(double value, double limit, bool isHighBad)
    {
        if (double.IsNaN(value) || double.IsNaN(limit))
            return double.NegativeInfinity;
        if (value > 0 && limit > 0)
            return isHighBad ? value / limit : limit / value;
        return 1 + (isHighBad ? value - limit : limit - value);
    }
}
