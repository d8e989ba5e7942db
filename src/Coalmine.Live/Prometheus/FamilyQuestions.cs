using System.Collections.Immutable;
using Coalmine.PromQL.Parsing;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Prometheus;

/// <summary>Turns the counters of a plan into families to ask for: each family once an arm and process, however many counters are read from it.</summary>
internal sealed class FamilyQuestions
{
    private readonly SeriesNames _names;
    private readonly TelemetryShape _shape;
    private readonly List<string> _problems = [];
    private readonly List<(Arm Arm, string Selector, CounterNeed Need, FamilyMember Member)> _members = [];

    private FamilyQuestions(SeriesNames names, TelemetryShape shape)
    {
        _names = names;
        _shape = shape;
    }

    /// <summary>The families of a plan.</summary>
    /// <param name="plan">What is read.</param>
    /// <param name="shape">The bounds and classes that the plan's indices mean.</param>
    /// <param name="names">Where the counters are found.</param>
    /// <param name="problems">Gets a sentence for each counter that is found nowhere.</param>
    public static ImmutableArray<MetricFamilyQuestion> Of(
        MeasurementPlan plan, TelemetryShape shape, SeriesNames names, out ImmutableArray<string> problems)
    {
        FamilyQuestions questions = new(names, shape);
        for (int need = 0; need < plan.Counters.Length; need++)
        {
            CounterNeed counter = plan.Counters[need];
            if (!counter.IsPair)
                questions.Add(Arm.Baseline, need, counter);
            questions.Add(Arm.Canary, need, counter);
        }

        problems = [.. questions._problems.Distinct()];
        return
        [
            .. questions._members.GroupBy(member => (member.Arm, member.Selector, member.Need.Source)).Select(group => new MetricFamilyQuestion(
                group.Key.Arm, group.Key.Selector, group.Key.Source, group.First().Need.IsPair, [.. group.Select(member => member.Member)])),
        ];
    }

    /// <summary>The conditions of a selector's members, or why they cannot be read.</summary>
    public static (ImmutableArray<IReadOnlyList<LabelMatcher>> Conditions, string Problem) ConditionsOf(CounterSelector selector, string arm)
    {
        List<IReadOnlyList<LabelMatcher>> conditions = [];
        foreach (string member in selector.Members)
        {
            // A selector must name something: a name that is not empty does, and every series has one.
            switch (PromQLParser.Parse(CounterSelector.ConditionOf($"__name__!=\"\",{member}", arm), PromQLMode.V3))
            {
                case ParseResult.Parsed { Root: Expression.Selector { Matchers: var matchers } }:
                    conditions.Add([.. matchers.Skip(1)]);
                    break;
                case ParseResult.Refused { Error: var error }:
                    return ([], error.ToString());
                default:
                    return ([], "it is no list of conditions");
            }
        }

        return ([.. conditions], "");
    }

    private void Add(Arm arm, int need, CounterNeed counter)
    {
        if (_names.Counters.GetValueOrDefault(counter.Kind) is not { } selector)
        {
            _problems.Add(PrometheusMessages.NotBound(counter.Kind).Text);
            return;
        }

        string name = _names.NameOf(arm);
        (ImmutableArray<IReadOnlyList<LabelMatcher>> conditions, string problem) = ConditionsOf(selector, name);
        string family = selector.FamilyOf(name);
        if (problem.Length == 0 && PromQLParser.Parse(family, PromQLMode.V3) is not ParseResult.Parsed { Root: Expression.Selector })
            problem = "it is no selector";
        if (problem.Length > 0)
        {
            _problems.Add(PrometheusMessages.BadSelector(family, problem).Text);
            return;
        }

        _members.Add((arm, family, counter, new FamilyMember(need, selector)
        {
            Conditions = conditions,
            Bound = BoundOf(counter),
            Class = counter.Kind == CounterKind.Predicted ? _shape.Classes[counter.Bound] : null,
        }));
    }

    private double? BoundOf(CounterNeed need) => need.Kind switch
    {
        CounterKind.LatencyBucket => _shape.LatencyBounds[need.Bound],
        CounterKind.RevenueBucket => _shape.RevenueBounds[need.Bound],
        CounterKind.ScoreBucket => _shape.ScoreBounds[need.Bound],
        _ => null,
    };
}
