using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>A threshold on the answer of a query, as Argo Rollouts, Flagger and scripts have it: no sample size, no statement about risk.</summary>
internal sealed class PointCheck(int index, Check check, int canaryAnswer, int baselineAnswer) : BoundCheck(index, check)
{
    public override CheckVerdict Judge(CheckState state, EvidenceLedger ledger, Measurements measurements, in LookContext look)
    {
        CheckVerdict verdict = new()
        {
            Check = Index,
            Kind = VerdictKind.Inconclusive,
            Reason = VerdictReason.NoData,
            Guarantee = Guarantee.Heuristic,
            Canary = double.NaN,
            Baseline = double.NaN,
            Lower = double.NaN,
            Upper = double.NaN,
            Had = double.NaN,
            Needed = double.NaN,
            Dispersion = 1,
            StepSeconds = look.StepSeconds,
        };
        QueryAnswer canary = Read(measurements.Answers[canaryAnswer]);
        QueryAnswer baseline = baselineAnswer < 0 ? QueryAnswer.Of(double.NaN) : Read(measurements.Answers[baselineAnswer]);
        if (canary.Kind == QueryAnswerKind.Error || baseline.Kind == QueryAnswerKind.Error)
            return verdict with { Reason = VerdictReason.QueryFailed };
        if (canary.Kind == QueryAnswerKind.NoData || baseline.Kind == QueryAnswerKind.NoData)
            return Missing(verdict);
        return Compare(verdict with { Canary = canary.Value, Baseline = baseline.Value }, canary.Value, baseline.Value);
    }

    private QueryAnswer Read(QueryAnswer answer) => answer.Kind == QueryAnswerKind.NoData && Check.Missing is MissingRule.ReadAs readAs
        ? QueryAnswer.Of(readAs.Value)
        : answer;

    private CheckVerdict Compare(CheckVerdict verdict, double canary, double baseline)
    {
        // NaN compares as false, so that a script never fails on it; for everybody else it is no data.
        if (double.IsNaN(canary) || (baselineAnswer >= 0 && double.IsNaN(baseline)))
            return Missing(verdict);
        (double limit, bool isBeyond) = Check.Requirement switch
        {
            Requirement.AtMost atMost => (atMost.Limit, canary > atMost.Limit),
            Requirement.AtLeast atLeast => (atLeast.Limit, canary < atLeast.Limit),
            Requirement.NotWorseThanBaseline relative => Against(baseline, relative.Margin, canary),
            _ => throw new InvalidOperationException("Unreachable: the requirements are closed."),
        };
        return isBeyond
            ? verdict with { Kind = VerdictKind.Fail, Reason = VerdictReason.BeyondThreshold, Margin = limit }
            : verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.WithinThreshold, Margin = limit };
    }

    private (double Limit, bool IsBeyond) Against(double baseline, Margin margin, double canary)
    {
        double sign = Check.Metric.HigherIsWorse ? 1 : -1;
        double limit = margin switch
        {
            Margin.Relative relative => baseline * (1 + sign * relative.Fraction),
            Margin.Points points => baseline + sign * points.Share,
            _ => throw new InvalidOperationException("Unreachable: the margins are closed."),
        };
        return (limit, sign * (canary - limit) > 0);
    }

    private CheckVerdict Missing(CheckVerdict verdict) => Check.Missing is MissingRule.Inconclusive
        ? verdict
        : verdict with { Kind = VerdictKind.Pass, Reason = VerdictReason.MissingPasses };
}
