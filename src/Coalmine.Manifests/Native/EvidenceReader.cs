using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads <c>evidence: { samples: 1000, duration: 5m }</c>.</summary>
internal sealed class EvidenceReader : MappingReader<EvidenceMinimum>
{
    private readonly Key<int> _samples;
    private readonly Key<TimeSpan> _duration;

    public EvidenceReader()
        : base("minimum of evidence", "the minimum of evidence")
    {
        _samples = Optional("samples", Units.Count, 0);
        _duration = Optional("duration", Units.DurationOrZero, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out EvidenceMinimum value)
    {
        value = new EvidenceMinimum(fields.Get(_samples), fields.Get(_duration));
        return true;
    }
}
