using System.Collections.Immutable;
using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Bindings;

/// <summary>What is said of selectors that nothing can answer.</summary>
internal static class BindingMessages
{
    public const string NoName = "a selector without a metric's name could mean anything; write the name";

    private const string Way = "say in the scenario under `bind:` what it measures";

    public static string UnknownMetric(string metric) =>
        $"{metric} is no metric of a platform that is known here, and its name does not tell what it measures; {Way}";

    public static string Stranger(LabelMatcher matcher, ArmNames names) =>
        $"{matcher} names neither arm (the canary is {Names(names.Canary)}, the baseline {Names(names.Baseline)}); "
        + $"correct it, or {Way}";

    public static string UnknownSplit(MetricFamily family, LabelMatcher matcher) =>
        $"{matcher} takes a part of {family.Name}, which the same query asks for without it, and what that label tells is not known; {Way}";

    public static string NamesNothing(MetricFamily family, ImmutableArray<LabelMatcher> unmet) => unmet.IsEmpty
        ? $"no series of {family.Name} ({family.Platform}) meets all conditions together"
        : $"{string.Join(" and ", unmet)} is met by no series of {family.Name} ({family.Platform}): {Reason(family, unmet)}";

    public static string NoBound(MetricFamily family, HistogramBounds bounds) =>
        $"{family.Name} has no such bucket; its bounds are {string.Join(", ", bounds.Of(family).Select(bound => BoundText.Of(family, bound)).Append("+Inf"))}"
        + (bounds.Replace ? ", as the scenario's `telemetry: buckets:` says; " : "; ")
        + "ask for one of them, or give the scenario's telemetry that bound";

    private static string Names(ImmutableArray<string> names) => names.IsEmpty ? "not named" : string.Join(" or ", names.Take(3));

    private static string Reason(MetricFamily family, ImmutableArray<LabelMatcher> unmet)
    {
        foreach (OutcomeLabel outcome in family.Outcomes)
            if (unmet.Any(matcher => matcher.Name == outcome.Name))
                return $"requests of a simulated world end with {outcome.Name}=\"{outcome.Answered}\" or {outcome.Name}=\"{outcome.Error}\"";
        foreach (LabelMatcher matcher in unmet)
            if (family.Others.Any(other => other.Key == matcher.Name && matcher.Matches(other.Value)))
                return "these are other calls than requests, and a simulated world has none";
        return $"two conditions of the policy's queries exclude each other; {Way}";
    }
}
