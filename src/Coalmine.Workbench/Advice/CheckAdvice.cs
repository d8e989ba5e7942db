using System.Globalization;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Power;
using Coalmine.Workbench.Detectability;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Advice;

/// <summary>Advice on single checks that needs no run: what they can see, and how often chance alone makes them fire.</summary>
/// <param name="policy">The policy.</param>
/// <param name="world">The world.</param>
internal sealed class CheckAdvice(Policy policy, World world)
{
    // Chance that is worth a word, and the chance that a better limit leaves.
    private const double Noticed = 0.01;
    private const double Accepted = 0.001;
    private const double FewLabels = 30;
    private const double HardlyEver = 0.05;
    private const double Rounding = 1e-6;

    private readonly WorldEvidence _evidence = new(world);
    private readonly PlanStep _first = policy.Plan.Steps[0];

    /// <summary>What there is to say about a check.</summary>
    /// <param name="sight">What a test that looks once would see of it.</param>
    /// <param name="index">Its index.</param>
    /// <param name="planned">The planned end of the last step.</param>
    public IEnumerable<AdviceItem> Of(CheckSight sight, int index, TimeSpan planned) =>
        (sight.Check.Method is CheckMethod.Point point ? OfPoint(sight.Check, point) : OfShare(sight, planned)).Select(item => item with { Check = index });

    private IEnumerable<AdviceItem> OfShare(CheckSight sight, TimeSpan planned)
    {
        if (sight.Kind == SightKind.Unknown)
            yield break;
        (string name, string end) = (sight.Check.Name, Figures.Length(planned.TotalSeconds));
        if (sight.Question is { Kind: ShareQuestionKind.Limit } && sight.Baseline > sight.BadMargin)
            yield return AdviceMessages.BaselineFails(name, SightText.Value(sight, sight.Baseline));
        double smallest = sight.Steps[^1].AtOneLook;
        if (sight.Check.Metric is Metric.Accuracy && sight.Trials < FewLabels)
            yield return AdviceMessages.LabelsLate(name, sight.Trials, end, Late());
        else if (double.IsNaN(smallest) && sight.Seen is null)
            yield return AdviceMessages.NeverFires(name, sight.Trials, SightText.Value(sight, sight.Largest), end);
        else if (sight.IsWorse && sight.Canary > sight.Baseline && sight.Seen is null && sight.Canary < smallest)
            yield return AdviceMessages.EffectTooSmall(
                name, $"{SightText.Value(sight, sight.Baseline)} becomes {SightText.Value(sight, sight.Canary)}", SightText.Value(sight, smallest), end);
    }

    private IEnumerable<AdviceItem> OfPoint(Check check, CheckMethod.Point point)
    {
        bool isGauge = check.Metric is Metric.Accuracy;
        if (isGauge)
            yield return AdviceMessages.GaugeWithoutSize(check.Name);
        else if (point.Window > _first.Every && policy.Plan.Steps.Length > 1 && check.Metric is not Metric.Query)
            yield return AdviceMessages.WindowSpansSteps(check.Name, Figures.Length(point.Window.TotalSeconds), Figures.Length(_first.Every.TotalSeconds));
        if (QuestionOf(check) is not { } question || EngineNeeds.FeedsBack(world))
            yield break;
        double share = _evidence.Bad(check.Metric, question, Arm.Baseline, Moment.Start);
        double limit = question.EventsAreGood ? 1 - question.Margin : question.Margin;
        string value = Value(check, share);
        if (share > limit)
        {
            yield return AdviceMessages.BaselineFails(check.Name, value);
            yield break;
        }

        (TimeSpan at, long trials, double chance) = Looks(check, point)
            .Select(look => (look.At, look.Trials, Chance: Chance(look.Trials, limit, share)))
            .MaxBy(look => look.Chance);
        if (chance >= Noticed)
            yield return AdviceMessages.Noisy(check.Name, Figures.Length(at.TotalSeconds), trials, chance, value, Better(check, trials, share));
        double worst = _evidence.Worst(check.Metric, question, policy.Plan.Shadow, policy.Plan.Shadow + Planned()).Canary;
        double reached = Looks(check, point).Max(look => Chance(look.Trials, limit, worst));
        if (worst > share * (1 + Rounding) && worst <= limit && reached < HardlyEver)
            yield return AdviceMessages.LimitNotReached(check.Name, $"{value} becomes {Value(check, worst)}", reached);
    }

    private TimeSpan Planned() => policy.Plan.Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + PlanStages.Planned(step));

    private static double Chance(long trials, double limit, double share) =>
        trials < 1 ? 0 : BinomialDistribution.AtLeast((long)Math.Floor((limit * trials) + 1e-9) + 1, trials, share);

    // Outcomes behind each look of the first step, at the canary's first weight.
    private IEnumerable<(TimeSpan At, long Trials)> Looks(Check check, CheckMethod.Point point)
    {
        Moment begin = Moment.After(policy.Plan.Shadow);
        for (TimeSpan at = _first.Every; at <= PlanStages.Planned(_first); at += _first.Every)
        {
            double rate = _evidence.Shares.RequestsPerSecond(begin, begin + at) / _evidence.Shares.Dispersion;
            EvidenceFlow flow = new(rate, _first.Weight.Share, Math.Max(1e-9, _evidence.LabelShare(check.Metric)), _evidence.Delay(check.Metric));
            yield return (at, check.Metric is Metric.Accuracy
                ? (long)Math.Min(flow.CanaryTrials(at.TotalSeconds), world.Telemetry.QualityWindow * (double)world.Pods.Canary)
                : (long)(rate * _first.Weight.Share * Math.Min(point.Window.TotalSeconds, at.TotalSeconds)));
        }
    }

    private static string Better(Check check, long trials, double share)
    {
        long most = (long)Math.Ceiling(share * trials);
        while (most < trials && BinomialDistribution.AtLeast(most + 1, trials, share) > Accepted)
            most++;
        double limit = (double)most / trials;
        return check.Metric switch
        {
            Metric.Accuracy or Metric.Conversion => string.Create(CultureInfo.InvariantCulture, $"`atLeast: {Math.Floor(1000 * (1 - limit)) / 10:0.#}%`"),
            Metric.LatencyQuantile => "a limit further from today's latency",
            _ => string.Create(CultureInfo.InvariantCulture, $"`atMost: {Math.Ceiling(1000 * limit) / 10:0.#}%`"),
        };
    }

    private static ShareQuestion? QuestionOf(Check check) => (check.Metric, check.Requirement) switch
    {
        (Metric.Errors, Requirement.AtMost most) => Limit(most.Limit, false),
        (Metric.Accuracy, Requirement.AtLeast least) => Limit(1 - least.Limit, false),
        (Metric.Conversion, Requirement.AtLeast least) => Limit(least.Limit, true),
        (Metric.LatencyQuantile quantile, Requirement.AtMost most) =>
            Limit(1 - quantile.Quantile, false) with { CanaryBound = most.Limit, BaselineBound = most.Limit },
        _ => null,
    };

    private static ShareQuestion Limit(double limit, bool isGood) => new(ShareQuestionKind.Limit, limit, isGood);

    private static string Value(Check check, double share) => check.Metric is Metric.LatencyQuantile
        ? $"{Figures.Percent(share)} % are slower"
        : $"{Figures.Percent(check.Metric is Metric.Accuracy or Metric.Conversion ? 1 - share : share)} %";

    private string Late() => _evidence.Delay(new Metric.Accuracy()) switch
    {
        LabelDelay.Constant constant => $"; they take {Figures.Length(constant.Seconds)}",
        LabelDelay.LogNormal law => $"; half of them take more than {Figures.Length(law.MedianSeconds)}",
        _ => "",
    };
}
