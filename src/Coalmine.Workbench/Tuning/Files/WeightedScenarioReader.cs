using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Workbench.Tuning.Files;

/// <summary>Reads <c>{ scenario: healthy.yaml, weight: 2 }</c>.</summary>
internal sealed class WeightedScenarioReader : MappingReader<WeightedScenario>
{
    private static readonly QuantityReader Weights = new(
        "weight", "a bare number above 0 and at most 1000, such as 2", new Limits(0, 1000, WithLeast: false), ("", 1));

    private readonly Key<string> _scenario;
    private readonly Key<double> _weight;

    public WeightedScenarioReader()
        : base("weighted scenario", "the scenario")
    {
        _scenario = Required("scenario", new WordsReader("file", "the path of a scenario file, from the folder of this one"));
        _weight = Optional("weight", Weights, 1);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out WeightedScenario value)
    {
        value = new WeightedScenario(fields.Get(_scenario), fields.Get(_weight));
        return true;
    }
}
