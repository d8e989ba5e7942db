using System.Collections.Immutable;
using Coalmine.Live.Prometheus;
using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Comparing;

/// <summary>
/// Under which names and labels pairs are shown, so that the same file's <c>metrics:</c> finds them: the canary's labels there, as they stand.
/// </summary>
/// <param name="Pairs">Name and labels of compared pairs, to which <c>agree</c> is added.</param>
/// <param name="Labelled">Name and labels of labelled pairs, to which <c>baseline</c> and <c>canary</c> are added.</param>
internal sealed record PairSeries(Labels Pairs, Labels Labelled)
{
    private static readonly (CounterKind Kind, string Member)[] _parts =
    [
        (CounterKind.PairsDisagreeing, "agree=\"false\""), (CounterKind.PairsCanaryOnlyWrong, "baseline=\"right\",canary=\"wrong\""),
        (CounterKind.PairsBaselineOnlyWrong, "baseline=\"wrong\",canary=\"right\""),
    ];

    /// <summary>The series that some names look for; null where they tell pairs in another way than a comparator shows them.</summary>
    public static PairSeries? Of(SeriesNames names)
    {
        if (!_parts.All(part => names.Counters.GetValueOrDefault(part.Kind) is { Members: [var member] } && member == part.Member))
            return null;
        return Labelling(names, CounterKind.PairsCompared, CounterKind.PairsDisagreeing) is { } pairs
            && Labelling(names, CounterKind.PairsLabelled, CounterKind.PairsCanaryOnlyWrong, CounterKind.PairsBaselineOnlyWrong) is { } labelled
            ? new PairSeries(pairs, labelled)
            : null;
    }

    // All kinds of one family must look for the same series.
    private static Labels? Labelling(SeriesNames names, CounterKind whole, params CounterKind[] parts)
    {
        if (names.Counters.GetValueOrDefault(whole) is not { IsPart: false } selector)
            return null;
        string family = selector.FamilyOf(names.NameOf(Arm.Canary));
        if (parts.Any(part => names.Counters[part].FamilyOf(names.NameOf(Arm.Canary)) != family)
            || PromQLParser.Parse(family, PromQLMode.V3) is not ParseResult.Parsed { Root: Expression.Selector { Matchers: var matchers } }
            || matchers.Any(matcher => matcher.Comparison != MatchOperator.Equal || matcher.Name is "agree" or "baseline" or "canary")
            || matchers.Select(matcher => matcher.Name).Distinct().Count() != matchers.Count)
            return null;
        return Labels.Of([.. matchers.Select(matcher => (matcher.Name, matcher.Value)).ToImmutableArray()]);
    }
}
