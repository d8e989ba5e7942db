using Coalmine.PromQL.Parsing;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Finds the selectors of a query, and how far before the moment of evaluation it looks.</summary>
internal sealed class Reach(long lookback)
{
    /// <summary>A fixed timestamp may lie any time back; no sample may be dropped.</summary>
    public const long Unlimited = long.MaxValue / 4;

    /// <summary>The selectors so far, in the order of the text.</summary>
    public List<Expression.Selector> Selectors { get; } = [];

    /// <summary>Milliseconds before the moment; 0 for what looks at no sample.</summary>
    public long Of(Expression node)
    {
        switch (node)
        {
            case Expression.Selector selector:
                Selectors.Add(selector);
                return Behind(selector.Shift, lookback);
            case Expression.Range range:
                Selectors.Add(range.Series);
                return Behind(range.Series.Shift, range.Milliseconds + (range.Series.Edge == RangeEdge.Plain ? 0 : lookback));
            case Expression.Subquery subquery:
                return Behind(subquery.Shift, Math.Min(Unlimited, subquery.Milliseconds + Of(subquery.Operand)));
            case Expression.Call call:
                return call.Arguments.Select(Of).DefaultIfEmpty().Max();
            case Expression.Aggregate { Parameter: { } parameter } aggregate:
                return Math.Max(Of(parameter), Of(aggregate.Operand));
            case Expression.Aggregate aggregate:
                return Of(aggregate.Operand);
            case Expression.Binary binary:
                return Math.Max(Of(binary.Left), Of(binary.Right));
            case Expression.Negate negate:
                return Of(negate.Operand);
            case Expression.Parenthesized inner:
                return Of(inner.Operand);
            default:
                return 0;
        }
    }

    /// <summary>@ start() and @ end() are the moment itself in an instant query; in a range query the caller counts from its start.</summary>
    private static long Behind(in TimeShift shift, long milliseconds) =>
        shift.Anchor == TimeAnchor.Fixed ? Unlimited : Math.Clamp(milliseconds + shift.OffsetMilliseconds, 0, Unlimited);
}
