using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads one entry of <c>steps:</c>.</summary>
internal sealed class StepReader : MappingReader<StepDraft>
{
    private readonly Key<int> _weight;
    private readonly Key<TimeSpan> _every;
    private readonly Key<int> _passes;
    private readonly Key<TimeSpan> _bake;
    private readonly Key<EvidenceMinimum> _evidence;
    private readonly Key<StepPause> _pause;

    public StepReader()
        : base("step", "the step")
    {
        _weight = Required("weight", new StepWeightReader());
        _every = Optional("every", Units.Duration);
        _passes = Optional("passes", Units.PositiveCount);
        _bake = Optional("bake", Units.DurationOrZero);
        _evidence = Optional("evidence", new EvidenceReader());
        _pause = Optional("pause", new ChoiceReader<StepPause>("pause", ("none", StepPause.None), ("untilResumed", StepPause.UntilResumed)), StepPause.None);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out StepDraft value)
    {
        value = new StepDraft(
            new Located<int>(fields.Get(_weight), fields.PositionOf(_weight)),
            fields.Has(_every) ? fields.Get(_every) : null,
            fields.Has(_passes) ? fields.Get(_passes) : null,
            fields.Has(_bake) ? fields.Get(_bake) : null,
            fields.Has(_evidence) ? fields.Get(_evidence) : null,
            fields.Get(_pause));
        return true;
    }
}
