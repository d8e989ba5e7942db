using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Power;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Advice;

/// <summary>Advice on the steps of a plan that needs no run: whether their minimum comes, and what the night brings.</summary>
/// <param name="policy">The policy.</param>
/// <param name="world">The world.</param>
internal sealed class PlanAdvice(Policy policy, World world)
{
    private const double Few = 10;
    private const int Moments = 96;

    // Half of the rollouts have less than what is expected; a step that is nearly long enough is not worth a word.
    private const double Enough = 0.9;

    private readonly WorldEvidence _evidence = new(world);

    /// <summary>What there is to say.</summary>
    public IEnumerable<AdviceItem> Of() => [.. Minimum(), .. Night()];

    // The first step that waits says it: later ones bring more.
    private IEnumerable<AdviceItem> Minimum()
    {
        TimeSpan begin = policy.Plan.Shadow;
        for (int index = 0; index < policy.Plan.Steps.Length; index++)
        {
            PlanStep step = policy.Plan.Steps[index];
            TimeSpan planned = PlanStages.Planned(step);
            double rate = _evidence.Shares.RequestsPerSecond(Moment.After(begin), Moment.After(begin + planned));
            begin += planned;
            foreach ((long wanted, Metric? metric) in Asked(index))
            {
                EvidenceFlow flow = Flow(step, rate, metric);
                double got = Arriving(index, flow);
                if (got >= Enough * wanted)
                    continue;
                double needed = flow.SecondsUntil(wanted);
                string outcomes = metric is null ? "requests" : $"outcomes ({metric.Name})";
                yield return AdviceMessages.MinimumNotReached(
                    $"{step.Weight}", outcomes, got, wanted, Figures.Length(planned.TotalSeconds), double.IsFinite(needed) ? Figures.Length(needed) : "longer");
                yield break;
            }
        }
    }

    // A step needs its own minimum to be left, and that of every check where the checks must pass.
    private IEnumerable<(long Wanted, Metric? Metric)> Asked(int index)
    {
        if (policy.Plan.Steps[index].Minimum.Samples > 0)
            yield return (policy.Plan.Steps[index].Minimum.Samples, null);
        if (index + 1 < policy.Plan.Steps.Length && policy.Plan.Steps[index + 1].Weight <= policy.SafeBelow)
            yield break;
        foreach (Check check in policy.Checks)
            if (check.Minimum.Samples > 0 && check is { Method: not CheckMethod.Point, Metric: Metric.Accuracy or Metric.Errors })
                yield return (check.Minimum.Samples, check.Metric);
    }

    // Outcomes that become known while a step lasts, those of requests of earlier steps included.
    private double Arriving(int step, EvidenceFlow flow)
    {
        double[] ends = [.. new PlanStages(policy.Plan).Ends.Select(end => end.TotalSeconds)];
        (double from, double to) = (step == 0 ? 0 : ends[step - 1], ends[step]);
        EvidenceFlow all = flow with { Weight = 1 };
        double sum = 0;
        for (int each = 0; each <= step; each++)
        {
            (double begin, double end) = (each == 0 ? 0 : ends[each - 1], ends[each]);
            sum += policy.Plan.Steps[each].Weight.Share * (Known(begin, end, to) - Known(begin, end, from));
        }

        return sum;

        double Known(double begin, double end, double at) => all.CanaryTrials(Math.Max(0, at - begin)) - all.CanaryTrials(Math.Max(0, at - end));
    }

    private IEnumerable<AdviceItem> Night()
    {
        if (world.Traffic.Shape is not (RateShape.Diurnal or RateShape.Trace) || policy.Checks.IsEmpty)
            yield break;
        PlanStep first = policy.Plan.Steps[0];
        TimeSpan length = policy.Checks.Select(check => check.Method is CheckMethod.Point point ? point.Window : first.Every).Min();
        Check asked = policy.Checks.First(check => (check.Method is CheckMethod.Point point ? point.Window : first.Every) == length);
        double per = first.Weight.Share * length.TotalSeconds * _evidence.LabelShare(asked.Metric);
        TimeSpan[] moments = [.. Enumerable.Range(0, Moments).Select(index => world.Duration * ((double)index / Moments))];
        double[] got = [.. moments.Select(at => per * _evidence.Shares.RequestsPerSecond(Moment.After(at), Moment.After(at + length)))];
        int darkest = Array.IndexOf(got, got.Min());
        double usual = per * world.Traffic.RequestsPerSecond;
        if (got[darkest] < Few && got[darkest] < 0.7 * usual)
            yield return AdviceMessages.NightIsEmpty(
                asked.Name, Figures.Clock(moments[darkest].TotalSeconds), got[darkest], Figures.Length(length.TotalSeconds), usual);
    }

    private EvidenceFlow Flow(PlanStep step, double rate, Metric? metric) => metric is null
        ? EvidenceFlow.Immediate(rate, step.Weight.Share)
        : new EvidenceFlow(rate, step.Weight.Share, Math.Max(1e-9, _evidence.LabelShare(metric)), _evidence.Delay(metric));
}
