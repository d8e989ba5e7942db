using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>mirroring: { share: 10%, sharedMistakes: 60% }</c>.</summary>
internal sealed class MirroringReader : MappingReader<Mirroring>
{
    private readonly Key<double> _share;
    private readonly Key<double> _sharedMistakes;

    public MirroringReader()
        : base("mirroring", "the mirroring")
    {
        _share = Required("share", Units.Share);
        _sharedMistakes = Required("sharedMistakes", Units.Share);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Mirroring value)
    {
        value = new Mirroring(fields.Get(_share), fields.Get(_sharedMistakes));
        return true;
    }
}
