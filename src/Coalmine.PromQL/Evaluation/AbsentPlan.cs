using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>
/// <c>absent</c> and <c>absent_over_time</c>: nothing if there is anything, else one element 1 with the labels that the selector's equalities name
/// (a label with a second matcher is left out).
/// </summary>
internal sealed class AbsentPlan(Expression argument, VectorPlan? vector, RangePlan? range) : VectorPlan([new Slot(Named(argument.Bare()), false)])
{
    protected override bool TryFill(Execution execution)
    {
        if (vector is not null && !vector.TryEvaluate(execution))
            return false;
        if (range is not null && !range.TryPrepare(execution))
            return false;
        Present[0] = !(vector is null ? AnyInRange() : vector.Present.AsSpan().Contains(true));
        Values[0] = 1;
        return true;
    }

    private bool AnyInRange()
    {
        for (int i = 0; i < range!.Slots.Length; i++)
        {
            if (range.Read(i).Count > 0)
                return true;
        }

        return false;
    }

    private static Labels Named(Expression argument)
    {
        var matchers = argument switch
        {
            Expression.Selector selector => selector.Matchers,
            Expression.Range over => over.Series.Matchers,
            _ => [],
        };
        var labels = Series.Labels.Empty;
        var named = new HashSet<string>();
        foreach (var matcher in matchers.Where(matcher => matcher.Name != Series.Labels.MetricName))
        {
            bool first = matcher.Comparison == MatchOperator.Equal && named.Add(matcher.Name);
            labels = labels.With(matcher.Name, first ? matcher.Value : "");
        }

        return labels;
    }
}
