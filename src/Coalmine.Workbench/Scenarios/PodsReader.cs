using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>pods: { baseline: 9, canary: 1, effect: 0.3 }</c>.</summary>
internal sealed class PodsReader : MappingReader<PodLayout>
{
    /// <summary>The most pods that an arm may have.</summary>
    public const int Most = 1000;

    private readonly Key<int> _baseline;
    private readonly Key<int> _canary;
    private readonly Key<double> _effect;

    public PodsReader()
        : base("pods", "the pods")
    {
        _baseline = Required("baseline", Count);
        _canary = Required("canary", Count);
        _effect = Optional("effect", Units.Variation, 0);
    }

    /// <summary>Pods of an arm.</summary>
    public static WholeNumberReader Count { get; } = new("number of pods", 1, Most);

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out PodLayout value)
    {
        value = new PodLayout(fields.Get(_baseline), fields.Get(_canary), fields.Get(_effect));
        return true;
    }
}
