using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads <c>risk: { falseRollback: 5%, missed: 5%, across: mean }</c>.</summary>
internal sealed class RiskReader : MappingReader<Risk>
{
    /// <summary>What is meant where a policy says nothing: 5 % each.</summary>
    public static readonly Risk Default = new(0.05, 0.05);

    private readonly Key<double> _falseRollback;
    private readonly Key<double> _missed;
    private readonly Key<EvidenceRule> _across;

    public RiskReader()
        : base("risk", "the risk")
    {
        _falseRollback = Optional("falseRollback", Units.Probability, Default.FalseRollback);
        _missed = Optional("missed", Units.Probability, Default.Missed);
        _across = Optional(
            "across",
            new ChoiceReader<EvidenceRule>(
                "rule across checks", (NameOf(EvidenceRule.Mean), EvidenceRule.Mean),
                (NameOf(EvidenceRule.EBenjaminiHochberg), EvidenceRule.EBenjaminiHochberg), (NameOf(EvidenceRule.Bonferroni), EvidenceRule.Bonferroni)),
            Default.Across);
    }

    /// <summary>The name that files use for a rule across checks.</summary>
    public static string NameOf(EvidenceRule rule) => rule switch
    {
        EvidenceRule.Mean => "mean",
        EvidenceRule.EBenjaminiHochberg => "e-benjamini-hochberg",
        EvidenceRule.Bonferroni => "bonferroni",
        _ => throw new InvalidOperationException("Unreachable: the rules are closed."),
    };

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out Risk value)
    {
        value = new Risk(fields.Get(_falseRollback), fields.Get(_missed)) { Across = fields.Get(_across) };
        return true;
    }
}
