using System.Globalization;
using Coalmine.Live.Prometheus;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Operating.Watching;

/// <summary>
/// What a check measures as PromQL for people's eyes and alerts: one number an arm, without labels, so that arms can be set against each other. A part that has
/// no series (no error yet) counts as none. They are estimates over a window; verdicts are made of counts, not of these.
/// </summary>
internal static class CheckQueries
{
    /// <summary>The window that rates are taken over.</summary>
    public static TimeSpan Window => TimeSpan.FromMinutes(5);

    private static string Range => string.Create(CultureInfo.InvariantCulture, $"{Window.TotalMinutes:0}m");

    /// <summary>The query of a metric for an arm; empty where no one number tells it (distributions) or these names do not count it.</summary>
    public static string Of(SeriesNames names, Metric metric, Arm arm) => metric switch
    {
        Metric.Query written => UsualQueries.Text(names, new QueryQuestion.Written(written.Text), arm),
        Metric.Errors => Share(names, CounterKind.Errors, CounterKind.Requests, arm),
        Metric.Conversion => Share(names, CounterKind.Conversions, CounterKind.Requests, arm),
        Metric.Disagreement => arm == Arm.Canary ? Share(names, CounterKind.PairsDisagreeing, CounterKind.PairsCompared, arm) : "",
        Metric.Accuracy when Share(names, CounterKind.Right, CounterKind.Labelled, arm) is { Length: > 0 } share => share,
        _ => UsualQueries.Text(names, new QueryQuestion.Usual(metric, Window), arm),
    };

    /// <summary>The rate of requests of an arm.</summary>
    public static string Requests(SeriesNames names, Arm arm) => Sum(names.Counters[CounterKind.Requests], names.NameOf(arm));

    /// <summary>The rates of a counter's series by one of its labels; empty where these names do not count it.</summary>
    public static string By(SeriesNames names, CounterKind kind, Arm arm) => names.Counters.GetValueOrDefault(kind) is { IndexLabel.Length: > 0 } selector
        ? $"sum by ({selector.IndexLabel}) (rate({selector.FamilyOf(names.NameOf(arm))}[{Range}]))"
        : "";

    private static string Share(SeriesNames names, CounterKind part, CounterKind whole, Arm arm) =>
        names.Counters.GetValueOrDefault(part) is { } numerator && names.Counters.GetValueOrDefault(whole) is { } denominator
            ? $"({Sum(numerator, names.NameOf(arm))} or vector(0)) / {Sum(denominator, names.NameOf(arm))}"
            : "";

    private static string Sum(CounterSelector selector, string arm)
    {
        if (selector.Agreeing.First.Length == 0)
            return $"sum({string.Join(" or ", selector.MembersOf(arm).Select(member => $"rate({member}[{Range}])"))})";

        // Series on which two labels agree: those that equal, in both labels, what one gets by writing the first into the second.
        (string first, string second) = selector.Agreeing;
        string rate = $"rate({selector.FamilyOf(arm)}[{Range}])";
        return $"sum(sum by ({first}, {second}) ({rate}) and on ({first}, {second}) "
            + $"label_replace(sum by ({first}) ({rate}), \"{second}\", \"$1\", \"{first}\", \"(.+)\"))";
    }
}
