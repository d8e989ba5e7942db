using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Faults;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads a fault with its timing: <c>onset</c>, <c>ramp</c>, <c>duration</c>, and <c>every</c> for one that comes again.</summary>
internal abstract class TimedFaultReader : MappingReader<Fault>
{
    private readonly Key<TimeSpan> _onset;
    private readonly Key<TimeSpan> _ramp;
    private readonly Key<TimeSpan> _duration;
    private readonly Key<TimeSpan> _every;

    protected TimedFaultReader(string name)
        : base(name, name)
    {
        _onset = Optional("onset", Units.DurationOrZero, TimeSpan.Zero);
        _ramp = Optional("ramp", Units.DurationOrZero, TimeSpan.Zero);
        _duration = Optional("duration", Units.Duration, TimeSpan.MaxValue);
        _every = Optional("every", Units.Duration, TimeSpan.MaxValue);
    }

    /// <inheritdoc/>
    protected sealed override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Fault value)
    {
        FaultTiming timing = new(fields.Get(_onset), fields.Get(_ramp), fields.Get(_duration), fields.Get(_every));
        value = Build(fields, timing);
        if (!timing.ComesAgain || timing.Every > timing.Duration)
            return true;

        string duration = timing.Duration == TimeSpan.MaxValue ? "to the end" : DurationReader.Show(timing.Duration);
        said.Add(fields.PositionOf(_every), ScenarioMessages.FaultOverlapsItself(duration, DurationReader.Show(timing.Every)));
        return false;
    }

    /// <summary>Makes the fault of its other values.</summary>
    protected abstract Fault Build(Fields fields, FaultTiming timing);
}
