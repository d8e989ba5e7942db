using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A query with the semantics of Prometheus 2.42, independent of any store. Immutable; may be shared between threads.</summary>
public sealed class CompiledQuery
{
    /// <summary>How long the newest sample of a series counts as its current value: Prometheus's default, five minutes.</summary>
    public const long LookbackMilliseconds = 300_000;

    private CompiledQuery(string text, Expression root)
    {
        Text = text;
        Root = root;
        var selectors = new List<Expression.Selector>();
        ReachMilliseconds = Collect(root, selectors);
        Selectors = selectors;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Its syntax tree.</summary>
    public Expression Root { get; }

    /// <summary>What it yields: a scalar or an instant vector.</summary>
    public ValueKind Kind => Root.Kind;

    /// <summary>
    /// How far before the moment of evaluation it may look, in milliseconds: the longest of its ranges and of the lookback of its instant selectors;
    /// 0 without selectors.
    /// </summary>
    public long ReachMilliseconds { get; }

    /// <summary>Its selectors in the order of the text, those inside ranges included.</summary>
    public IReadOnlyList<Expression.Selector> Selectors { get; }

    /// <summary>Parses and checks a query. Bad text is a result, never an exception.</summary>
    /// <param name="text">The query.</param>
    public static CompileResult Compile(string text) => PromQLParser.Parse(text) switch
    {
        ParseResult.Parsed parsed => new CompileResult.Compiled(new CompiledQuery(text, parsed.Root)),
        ParseResult.Refused refused => new CompileResult.Refused(refused.Error),
        var other => throw new InvalidOperationException($"No such result: {other}."),
    };

    /// <summary>Resolves selectors, labels, groups and pairs against the series of a store, so that evaluating only computes.</summary>
    /// <param name="store">The store; series that it gains later need another binding.</param>
    public BoundQuery Bind(SeriesStore store) => new(this, store);

    private static long Collect(Expression node, List<Expression.Selector> found)
    {
        switch (node)
        {
            case Expression.Selector selector:
                found.Add(selector);
                return LookbackMilliseconds;
            case Expression.Range range:
                found.Add(range.Series);
                return range.Milliseconds;
            case Expression.Call call:
                return call.Arguments.Max(argument => Collect(argument, found));
            case Expression.Aggregate aggregate:
                return Collect(aggregate.Operand, found);
            case Expression.Binary binary:
                return Math.Max(Collect(binary.Left, found), Collect(binary.Right, found));
            case Expression.Negate negate:
                return Collect(negate.Operand, found);
            case Expression.Parenthesized inner:
                return Collect(inner.Operand, found);
            default:
                return 0;
        }
    }
}
