using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Evidence;

namespace Coalmine.Live.Prometheus;

/// <summary>
/// Reads an item of <c>bind:</c>: <c>{ measures: errors, metric: answers_total, where: 'variant="$arm"', of: [ 'kind="fail"' ] }</c>. Of buckets, sums and
/// counts
/// the metric is written in full, with its ending.
/// </summary>
internal sealed class BoundSeriesReader : MappingReader<BoundSeries>
{
    private readonly Key<CounterKind?> _measures;
    private readonly Key<string> _metric;
    private readonly Key<string> _where;
    private readonly Key<ImmutableArray<Located<string>>> _of;
    private readonly Key<ImmutableArray<Located<string>>> _agreeing;
    private readonly Key<double> _unit;
    private readonly Key<string> _classLabel;

    public BoundSeriesReader()
        : base("boundSeries", "the series that count something")
    {
        _measures = Required("measures", new ChoiceReader<CounterKind?>(
            "measure", [.. BindWords.All.Select(each => (each.Word, (CounterKind?)each.Kind)), ("quality", null)]));
        _metric = Required("metric", new WordsReader("name", "a metric's name, of a histogram's part with _bucket, _sum or _count"));
        _where = Optional("where", new WordsReader("conditions", "conditions as between the braces of PromQL, with $arm for the arm's name"), "");
        _of = Optional("of", new ListReader<string>(
            new WordsReader("conditions", "conditions as between the braces of PromQL, of which a counted series meets all"), allowsNone: true), []);
        _agreeing = Optional("agreeing", new ListReader<string>(Units.Words, allowsNone: true), []);
        _unit = Optional("unit", new ChoiceReader<double>("unit", ("seconds", 1), ("milliseconds", 1000)), 1);
        _classLabel = Optional("classLabel", Units.Words, "class");
    }

    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out BoundSeries value)
    {
        ImmutableArray<Located<string>> agreeing = fields.Get(_agreeing);
        CounterKind? kind = fields.Get(_measures);
        value = new BoundSeries(kind, new CounterSelector(fields.Get(_metric), fields.Get(_where))
        {
            Members = [.. fields.Get(_of).Select(condition => condition.Value)],
            Agreeing = agreeing is [var first, var second] ? (first.Value, second.Value) : ("", ""),
            UnitsPerOne = fields.Get(_unit),
            IndexLabel = kind switch
            {
                CounterKind.LatencyBucket or CounterKind.RevenueBucket or CounterKind.ScoreBucket => Labels.BucketBound,
                CounterKind.Predicted => fields.Get(_classLabel),
                _ => "",
            },
        });
        if (agreeing.Length is 0 or 2)
            return true;
        said.Add(fields.PositionOf(_agreeing), PrometheusMessages.TwoLabelsAgree(agreeing.Length));
        return false;
    }
}
