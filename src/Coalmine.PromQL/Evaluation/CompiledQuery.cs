using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A query with the semantics of one line of Prometheus, independent of any store. Immutable; may be shared between threads.</summary>
public sealed class CompiledQuery
{
    /// <summary>How long the newest sample of a series counts as its current value: Prometheus's default, five minutes.</summary>
    public const long LookbackMilliseconds = 300_000;

    private CompiledQuery(string text, Expression root, PromQLOptions options)
    {
        Text = text;
        Root = root;
        Options = options;
        var reach = new Reach(options.LookbackMilliseconds);
        ReachMilliseconds = reach.Of(root);
        Selectors = reach.Selectors;
    }

    /// <summary>The text as given.</summary>
    public string Text { get; }

    /// <summary>Its syntax tree.</summary>
    public Expression Root { get; }

    /// <summary>How it is evaluated.</summary>
    public PromQLOptions Options { get; }

    /// <summary>What it yields.</summary>
    public ValueKind Kind => Root.Kind;

    /// <summary>
    /// How far before the moment of evaluation it may look, in milliseconds: ranges, lookback, offsets and subqueries added up along the longest way;
    /// 0 without selectors, and no less than any retention when a timestamp is fixed by <c>@</c>.
    /// </summary>
    public long ReachMilliseconds { get; }

    /// <summary>Its selectors in the order of the text, those inside ranges included.</summary>
    public IReadOnlyList<Expression.Selector> Selectors { get; }

    /// <summary>Parses and checks a query as Prometheus 2.42 does. Bad text is a result, never an exception.</summary>
    /// <param name="text">The query.</param>
    public static CompileResult Compile(string text) => Compile(text, PromQLMode.V2);

    /// <summary>Parses and checks a query. Bad text is a result, never an exception.</summary>
    /// <param name="text">The query.</param>
    /// <param name="mode">Whose semantics it has.</param>
    public static CompileResult Compile(string text, PromQLMode mode) => Compile(text, new PromQLOptions(mode));

    /// <summary>Parses and checks a query. Bad text is a result, never an exception.</summary>
    /// <param name="text">The query.</param>
    /// <param name="options">How it is read and evaluated.</param>
    public static CompileResult Compile(string text, PromQLOptions options) =>
        PromQLParser.Parse(text, DialectOf(options)) switch
        {
            ParseResult.Parsed parsed => new CompileResult.Compiled(new CompiledQuery(text, parsed.Root, options)),
            ParseResult.Refused refused => new CompileResult.Refused(refused.Error),
            var other => throw new InvalidOperationException($"No such result: {other}."),
        };

    private static Dialect DialectOf(PromQLOptions options) => new(options.Mode, options.HasExperiments)
    {
        StepMilliseconds = options.StepMilliseconds,
        RangeMilliseconds = options.RangeMilliseconds,
    };

    /// <summary>Resolves selectors, labels, groups and pairs against the series of a store, so that evaluating only computes.</summary>
    /// <param name="store">The store; series that it gains later need another binding.</param>
    public BoundQuery Bind(SeriesStore store) => new(this, store);
}
