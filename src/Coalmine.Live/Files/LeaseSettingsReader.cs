using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;

namespace Coalmine.Live.Files;

/// <summary>Reads <c>lease: { duration, renewWithin, every }</c>.</summary>
internal sealed class LeaseSettingsReader : MappingReader<LeaseSettings>
{
    private static readonly LeaseSettings _usual = new();

    private readonly Key<TimeSpan> _duration;
    private readonly Key<TimeSpan> _renewWithin;
    private readonly Key<TimeSpan> _every;

    public LeaseSettingsReader()
        : base("lease", "the lease")
    {
        _duration = Optional("duration", Units.Duration, _usual.Duration);
        _renewWithin = Optional("renewWithin", Units.Duration, _usual.RenewWithin);
        _every = Optional("every", Units.Duration, _usual.Every);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out LeaseSettings value)
    {
        value = new LeaseSettings { Duration = fields.Get(_duration), RenewWithin = fields.Get(_renewWithin), Every = fields.Get(_every) };
        if (value.Every < value.RenewWithin && value.RenewWithin < value.Duration)
            return true;
        said.Add(fields.Start, LiveFileMessages.BadLease);
        return false;
    }
}
