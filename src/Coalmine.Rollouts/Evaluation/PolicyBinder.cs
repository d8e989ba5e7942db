using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evaluation.Distributions;
using Coalmine.Rollouts.Evaluation.Scores;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>Binds one policy: finds the counters and bucket bounds of every check, or says why there are none.</summary>
internal sealed class PolicyBinder(Policy policy, TelemetryShape telemetry)
{
    private readonly CounterNeeds _needs = new(telemetry);
    private readonly List<QueryNeed> _queries = [];
    private readonly List<BindingProblem> _problems = [];
    private readonly JudgeBinder _judges = new(policy);
    private bool _keepsWindows;

    public PolicyBinding Bind()
    {
        ImmutableArray<BoundCheck>.Builder checks = ImmutableArray.CreateBuilder<BoundCheck>();
        for (int i = 0; i < policy.Checks.Length; i++)
            if (BindCheck(i, policy.Checks[i]) is { } bound)
                checks.Add(bound);
        if (!policy.Checks.IsEmpty && policy.Plan.Steps[0].Weight > policy.SafeBelow)
            _problems.Add(new BindingProblem(0, BindingMessages.FirstStepIsNotSafe(policy)));
        if (_problems.Count > 0)
            return new PolicyBinding.Refused([.. _problems]);
        bool asksMinimum = policy.Plan.Steps.Any(step => step.Minimum.Samples > 0);
        int requests = asksMinimum || _needs.Has(CounterKind.Requests) ? _needs.Of(CounterKind.Requests) : -1;
        return new PolicyBinding.Bound(new BoundPolicy(policy, telemetry, new MeasurementPlan(_needs.ToImmutable(), [.. _queries]))
        {
            Checks = checks.ToImmutable(),
            Dispersions = _needs.Dispersions,
            Risk = _judges.Risk,
            EvidenceChecks = checks.Count(check => check.GathersEvidence),
            FixedChecks = checks.Count(check => check.Check.Method is CheckMethod.Fixed),
            AdjustsP = policy.Checks.Any(check => check.Method is CheckMethod.Fixed { Multiplicity: not (Multiplicity.None or Multiplicity.Bonferroni) }),
            KeepsWindows = _keepsWindows,
            RequestsNeed = requests,
        });
    }

    /// <summary>Whether mirrored pairs answer the check while there is a shadow.</summary>
    private static bool HasPairs(Check check, Policy policy, TelemetryShape telemetry) =>
        check is { Metric: Metric.Accuracy, Requirement: Requirement.NotWorseThanBaseline { Margin: Margin.Points } }
        && policy.Plan.Shadow > TimeSpan.Zero && telemetry.HasPairs;

    private BoundCheck? BindCheck(int index, Check check) => (check.Method, check.Metric) switch
    {
        (CheckMethod.Point, { ComparesDistributions: true }) => Refuse(index, BindingMessages.DistributionHasNoQuery(check.Metric)),
        (CheckMethod.Point point, _) => BindPoint(index, check, point),
        (_, Metric.Query) => Refuse(index, BindingMessages.QueryNeedsPoint),
        _ when IsBackwards(check) => Refuse(index, BindingMessages.LimitOnTheWrongSide(check.Metric)),
        (_, Metric.LatencyMean or Metric.LatencyQuantile) when telemetry.LatencyBounds.IsEmpty => Refuse(index, BindingMessages.NotMeasured(check.Metric)),
        (_, { ComparesDistributions: true }) => BindDistribution(index, check),
        (_, Metric.LatencyMean) => BindMean(index, check, _needs.LatencyMean()),
        (_, Metric.Revenue) when telemetry.RevenueBounds.IsEmpty => Refuse(index, BindingMessages.NotMeasured(check.Metric)),
        (_, Metric.Revenue) => BindMean(index, check, _needs.RevenueMean()),
        (_, Metric.Accuracy) when !telemetry.HasLabels => Refuse(index, BindingMessages.NotMeasured(check.Metric)),
        (_, Metric.Conversion) when !telemetry.HasConversions => Refuse(index, BindingMessages.NotMeasured(check.Metric)),
        (_, Metric.Disagreement) when !telemetry.HasPairs => Refuse(index, BindingMessages.NotMeasured(check.Metric)),
        (_, Metric.Disagreement) when policy.Plan.Shadow <= TimeSpan.Zero => Refuse(index, BindingMessages.NeedsShadow),
        (_, Metric.Disagreement) when check.Requirement is Requirement.NotWorseThanBaseline => Refuse(index, BindingMessages.DisagreementHasNoBaseline),
        (_, Metric.LatencyQuantile quantile) => BindQuantile(index, check, quantile),
        _ => BindShare(index, check),
    };

    /// <summary>Evidence is gathered for harm, and a limit on the good side asks about something else.</summary>
    private static bool IsBackwards(Check check) =>
        check.Metric.HigherIsWorse ? check.Requirement is Requirement.AtLeast : check.Requirement is Requirement.AtMost;

    private BoundCheck? Refuse(int index, string message)
    {
        _problems.Add(new BindingProblem(index, message));
        return null;
    }

    private PointCheck BindPoint(int index, Check check, CheckMethod.Point point)
    {
        QueryQuestion question = check.Metric is Metric.Query query
            ? new QueryQuestion.Written(query.Text)
            : new QueryQuestion.Usual(check.Metric, point.Window);
        int canary = Ask(index, Arm.Canary, question);
        int baseline = check.Requirement is Requirement.NotWorseThanBaseline ? Ask(index, Arm.Baseline, question) : -1;
        return new PointCheck(index, check, canary, baseline);
    }

    /// <summary>Two checks with the same question share one answer.</summary>
    private int Ask(int check, Arm arm, QueryQuestion question)
    {
        int known = _queries.FindIndex(need => need.Arm == arm && need.Question == question);
        if (known >= 0)
            return known;
        _queries.Add(new QueryNeed(check, arm, question));
        return _queries.Count - 1;
    }

    private BoundCheck? BindMean(int index, Check check, MeanDefinition mean)
    {
        double sign = check.Metric.HigherIsWorse ? 1 : -1;
        MeanTarget target;
        switch (check.Requirement)
        {
            case Requirement.AtMost atMost:
                target = new MeanTarget(true, atMost.Limit);
                break;
            case Requirement.AtLeast atLeast:
                target = new MeanTarget(true, atLeast.Limit);
                break;
            case Requirement.NotWorseThanBaseline { Margin: Margin.Relative relative }:
                target = new MeanTarget(false, 1 + sign * relative.Fraction);
                break;
            default:
                return Refuse(index, BindingMessages.MarginMustBeRelative(check.Metric));
        }

        return _judges.OfMean(index, check, mean, target) ?? Refuse(index, JudgeBinder.MeanRefusal(check));
    }

    private BoundCheck? BindQuantile(int index, Check check, Metric.LatencyQuantile quantile)
    {
        if (check.Requirement is Requirement.AtMost atMost)
        {
            int bound = _needs.BoundAt(atMost.Limit);
            if (bound < 0)
                return Refuse(index, BindingMessages.LimitInsideBucket(atMost.Limit, telemetry.LatencyBounds));
            ShareDefinition above = _needs.Above(bound);
            return Judged(index, check, Plain(above, new ShareTarget.Limit(1 - quantile.Quantile)) with { Bound = telemetry.LatencyBounds[bound] });
        }

        return check.Requirement is Requirement.NotWorseThanBaseline { Margin: Margin.Relative relative }
            ? BindQuantileMargin(index, check, quantile, relative.Fraction)
            : Refuse(index, BindingMessages.MarginMustBeRelative(check.Metric));
    }

    private BoundCheck? BindQuantileMargin(int index, Check check, Metric.LatencyQuantile quantile, double margin)
    {
        double at = check.ComparedAt > 0 ? check.ComparedAt : LimitOf(quantile);
        if (at <= 0)
            return Refuse(index, BindingMessages.NoLatencyToCompareAt(quantile));
        int bound = _needs.BoundAt(at);
        if (bound < 0)
            return Refuse(index, BindingMessages.LimitInsideBucket(at, telemetry.LatencyBounds));
        int lower = _needs.BoundAtOrBelow(at / (1 + margin));
        double tested = lower < 0 ? double.PositiveInfinity : telemetry.LatencyBounds[bound] / telemetry.LatencyBounds[lower] - 1;
        if (tested > 2 * margin)
            return Refuse(index, BindingMessages.MarginFinerThanBuckets(margin, at, tested, telemetry.LatencyBounds));
        ShareTest test = Plain(_needs.Above(bound), new ShareTarget.Ratio(1)) with
        {
            Baseline = _needs.Above(lower),
            Dispersion = _needs.DispersionOf(_needs.Above(lower)),
            CanaryDispersion = _needs.DispersionOf(_needs.Above(bound)),
            TestedMargin = tested,
            Bound = telemetry.LatencyBounds[bound],
            BaselineBound = telemetry.LatencyBounds[lower],
        };
        return Judged(index, check, test);
    }

    private BoundCheck? BindDistribution(int index, Check check)
    {
        DistributionBinder binder = new(_needs, telemetry, _judges);
        return binder.Bind(index, check, out string refusal) ?? Refuse(index, refusal);
    }

    private double LimitOf(Metric.LatencyQuantile quantile) => policy.Checks
        .Where(check => check.Metric == quantile && check.Requirement is Requirement.AtMost)
        .Select(check => ((Requirement.AtMost)check.Requirement).Limit)
        .FirstOrDefault();

    private BoundCheck? BindShare(int index, Check check)
    {
        ShareDefinition share = _needs.ShareOf(check.Metric);
        bool eventsAreGood = check.Metric is Metric.Conversion;
        bool isComplement = check.Metric is Metric.Accuracy;
        ShareTarget? target = check.Requirement switch
        {
            Requirement.AtMost atMost => new ShareTarget.Limit(atMost.Limit),
            Requirement.AtLeast atLeast => new ShareTarget.Limit(isComplement ? 1 - atLeast.Limit : atLeast.Limit),
            Requirement.NotWorseThanBaseline { Margin: Margin.Points points } => new ShareTarget.Points(points.Share),
            Requirement.NotWorseThanBaseline { Margin: Margin.Relative relative } when !isComplement =>
                new ShareTarget.Ratio(eventsAreGood ? 1 / (1 - relative.Fraction) : 1 + relative.Fraction),
            _ => null,
        };
        if (target is null)
            return Refuse(index, BindingMessages.MarginMustBeInPoints(check.Metric));
        if (target is ShareTarget.Limit { Rate: <= 0 or >= 1 })
            return Refuse(index, BindingMessages.LimitLeavesNothing(check));
        ShareTest test = Plain(share, target) with { EventsAreGood = eventsAreGood, IsOfPairs = check.Metric is Metric.Disagreement };
        if (HasPairs(check, policy, telemetry))
        {
            (ShareDefinition canary, ShareDefinition baseline) = _needs.Pairs();
            test = test with { HasPairs = true, PairsCanary = canary, PairsBaseline = baseline, PairsDispersion = _needs.DispersionOf(baseline) };
        }

        return Judged(index, check, test);
    }

    private ShareTest Plain(ShareDefinition share, ShareTarget target) =>
        new()
        {
            Canary = share,
            Baseline = share,
            Dispersion = _needs.DispersionOf(share),
            CanaryDispersion = _needs.DispersionOf(share),
            Target = target,
        };

    private BoundCheck? Judged(int index, Check check, ShareTest test)
    {
        _keepsWindows |= JudgeBinder.ReadsWindows(check.Method);
        return _judges.OfShare(index, check, test) ?? Refuse(index, JudgeBinder.ShareRefusal(check, test));
    }
}
