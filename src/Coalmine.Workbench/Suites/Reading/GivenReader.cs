using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>Reads <c>given:</c>, the answers and series that are written down.</summary>
internal sealed class GivenReader : MappingReader<WrittenEvidence>
{
    private readonly Key<TimeSpan> _every;
    private readonly Key<ImmutableArray<NamedSeries>> _answers;
    private readonly Key<ImmutableArray<NamedSeries>> _series;
    private readonly Key<ImmutableArray<Located<string>>> _refusing;

    public GivenReader()
        : base("given answers", "the given answers")
    {
        _every = Required("every", Units.Duration);
        _answers = Optional("answers", new NamedSeriesReader("answers", "the names of metrics, each with its answers such as `99.9x3 98 _ error`"), []);
        _series = Optional(
            "series", new NamedSeriesReader("series", "the names of counters, such as canary.errors, each with its values such as `0+3x40`"), []);
        _refusing = Optional(
            "refusing", new ListReader<string>(new WordsReader("hook", "the name of a hook"), allowsNone: true), []);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out WrittenEvidence value)
    {
        value = new WrittenEvidence(fields.Get(_every), fields.Get(_answers), fields.Get(_series))
        {
            Position = fields.Start,
            Refusing = [.. fields.Get(_refusing).Select(each => each.Value)],
        };
        return true;
    }
}
