using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>Sentences that say why a check cannot be asked of a metrics pipeline, with the ways out.</summary>
internal static class BindingMessages
{
    public const string QueryNeedsPoint =
        "a query brings a value without its sample size, so only `method: point` can judge it; write `method: point`, or use a metric that is counted";

    public const string NeedsShadow = "disagreement is known only while requests are mirrored; give the plan a shadow stage (`shadow: 10m`)";

    public const string DisagreementHasNoBaseline =
        "disagreement is between the two arms, so there is no baseline's disagreement to compare with; write a limit such as `atMost: 5%`";

    public static string LimitOnTheWrongSide(Metric metric) => metric.HigherIsWorse
        ? $"a higher value of {metric.Name} is worse, so only `atMost` can be asked of it (or `method: point`)"
        : $"a lower value of {metric.Name} is worse, so only `atLeast` can be asked of it (or `method: point`)";

    public static string FirstStepIsNotSafe(Plan.Policy policy) =>
        $"the first weight, {policy.Plan.Steps[0].Weight}, is above `safeBelow` ({policy.SafeBelow}), where every check must have passed "
        + "and none can have yet: begin lower, or raise `safeBelow`";

    public static string NotMeasured(Metric metric) => metric switch
    {
        Metric.Accuracy => "accuracy cannot be known here: the scenario has no labels (`labels: { share: 20%, delay: ... }`)",
        Metric.Conversion => "conversions are not measured here: the scenario's baseline has no `conversion`",
        Metric.Revenue => "revenue is not measured here: the scenario's baseline has no `revenue`",
        Metric.LatencyQuantile or Metric.LatencyMean => $"{metric.Name} is not measured here: the telemetry has no latency histogram",
        Metric.LatencyDistribution => $"{metric.Name} is not measured here: the telemetry has no latency histogram",
        Metric.ScoreDistribution => "scores are not measured here: the scenario's models do not both give `scores`",
        Metric.PredictionDistribution => "answers are not counted by class here: the scenario's baseline has no `classes`",
        Metric.Disagreement => "mirrored requests are not compared here: the scenario has no `mirroring`",
        _ => $"{metric.Name} is not measured here",
    };

    public static string MarginMustBeRelative(Metric metric) =>
        $"a margin for {metric.Name} is relative to the baseline: write a percentage such as 20%, not percentage points";

    public static string MarginMustBeInPoints(Metric metric) =>
        $"a margin for {metric.Name} is a difference of shares: write percentage points such as 1pp";

    public static string LimitLeavesNothing(Check check) =>
        $"`{check.Name}` leaves no room: a limit of 0 % or 100 % can be neither shown nor refuted by counting; write one in between, or `method: point`";

    public static string NoLatencyToCompareAt(Metric.LatencyQuantile quantile) =>
        $"no latency is given at which {quantile.Name} is compared with the baseline's: write the latency, such as `at: 200ms`, "
        + "or give the same metric an `atMost`";

    public static string LimitInsideBucket(double limit, ImmutableArray<double> bounds)
    {
        double highest = bounds[^1];
        if (limit > highest)
        {
            return $"{Latency(limit)} lies above the highest finite bucket bound {Latency(highest)}, where no latency can be told from another: "
                + $"write at most {Latency(highest)}, or give the telemetry a bound at {Latency(limit)}";
        }

        double above = bounds.First(bound => bound > limit);
        double below = bounds.LastOrDefault(bound => bound < limit);
        return $"{Latency(limit)} lies in ({Latency(below)}, {Latency(above)}], inside a bucket: write {Latency(above)}, `method: point`, "
            + $"or give the telemetry a bound at {Latency(limit)}";
    }

    public static string MarginFinerThanBuckets(double margin, double at, double tested, ImmutableArray<double> bounds)
    {
        string wanted = Latency(at / (1 + margin));
        string really = double.IsFinite(tested) ? $"the next bound below tests {Percent(tested)}" : $"no bound lies below (lowest: {Latency(bounds[0])})";
        return $"a margin of {Percent(margin)} at {Latency(at)} needs a bucket bound at {wanted}, and {really}: "
            + $"give the telemetry a bound at or just below {wanted}, "
            + "write a wider margin, or `method: point`";
    }

    public static string MethodHasNoForm(CheckMethod method, string question, IEnumerable<string> alternatives) =>
        $"`method: {method.Name}` has no form for {question}: write one of {string.Join(", ", alternatives)}, or ask something else";

    public static string DistributionHasNoQuery(Metric metric) =>
        $"no usual query compares whole distributions, so `method: point` cannot be asked of {metric.Name}: write `notWorseThanBaseline: 2pp` with "
        + "`method: distribution-band`, `atMost: 0.1` with `method: psi`, or a query of your own";

    public static string ClassesHaveNoOrder(Metric metric) =>
        $"classes have no order, so {metric.Name} has no largest difference of distribution functions: write a limit for an index, such as `atMost: 0.1` with "
        + "`method: psi` or `method: jensen-shannon`";

    public static string LimitOfAnIndexIsPositive(Check check) =>
        $"`{check.Name}` leaves no room: two samples never have the same distribution to the last value; write a limit above 0, such as `atMost: 0.1`";

    public static string DistanceIsNeverBeyond(double limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"no Jensen-Shannon distance is beyond {limit:0.###}: in natural logarithms it is at most 0.83; write less, such as `atMost: 0.1`, or `method: psi`");

    public static string DesignBeyondOne(double design, double limit, bool eventsAreGood) => string.Create(
        CultureInfo.InvariantCulture,
        $"`sprt` designed for {design:0.##} times the {(eventsAreGood ? "inverse of the " : "")}allowed share bets beyond 100 % against a limit of "
        + $"{limit * 100:0.##} %: write a `design` below {1 / limit:0.##}, or `method: sequential`");

    public static string QuestionOf(ShareTarget target, bool hasPairs) => target switch
    {
        ShareTarget.Limit => "a limit",
        ShareTarget.Points { Difference: > 0 } => hasPairs ? "a margin in points on mirrored pairs" : "a margin in points",
        ShareTarget.Points => hasPairs ? "mirrored pairs" : "a margin of zero points",
        _ => "a relative margin",
    };

    private static string Latency(double seconds) => seconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.##}ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###}s");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");
}
