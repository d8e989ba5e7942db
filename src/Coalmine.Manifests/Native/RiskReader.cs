using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads <c>risk: { falseRollback: 5%, missed: 5% }</c>.</summary>
internal sealed class RiskReader : MappingReader<Risk>
{
    /// <summary>What is meant where a policy says nothing: 5 % each.</summary>
    public static readonly Risk Default = new(0.05, 0.05);

    private readonly Key<double> _falseRollback;
    private readonly Key<double> _missed;

    public RiskReader()
        : base("risk", "the risk")
    {
        _falseRollback = Optional("falseRollback", Units.Probability, Default.FalseRollback);
        _missed = Optional("missed", Units.Probability, Default.Missed);
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Risk value)
    {
        value = new Risk(fields.Get(_falseRollback), fields.Get(_missed));
        return true;
    }
}
