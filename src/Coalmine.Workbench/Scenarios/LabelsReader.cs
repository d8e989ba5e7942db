using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Workbench.Scenarios;

/// <summary>Reads <c>labels: { share: 20%, shareOfWrong: 5%, delay: { lognormal: { median: 10m, p95: 1h } } }</c>.</summary>
internal sealed class LabelsReader : MappingReader<LabelProcess>
{
    private readonly Key<double> _share;
    private readonly Key<double> _shareOfWrong;
    private readonly Key<DelayDistribution> _delay;

    public LabelsReader()
        : base("labels", "the labels")
    {
        _share = Required("share", Units.Share);
        _shareOfWrong = Optional("shareOfWrong", Units.Share);
        _delay = Required("delay", ScenarioUnits.Delay);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out LabelProcess value)
    {
        value = new LabelProcess(fields.Get(_share), fields.Get(_delay));
        if (fields.Has(_shareOfWrong))
            value = value with { WrongShare = fields.Get(_shareOfWrong) };
        return true;
    }
}
