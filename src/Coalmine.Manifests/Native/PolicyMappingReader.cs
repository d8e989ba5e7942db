using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native.Methods;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>The keys of a policy file.</summary>
internal sealed class PolicyMappingReader : MappingReader<PolicyDraft>
{
    private static readonly WaitingRule DefaultNoData = new(TimeSpan.FromMinutes(15), Fallback.RollBack);
    private static readonly WaitingRule DefaultInconclusive = new(TimeSpan.FromHours(1), Fallback.RollBack);

    private readonly Key<string> _about;
    private readonly Key<PlanDraft> _plan;
    private readonly Key<EvidenceMinimum> _evidence;
    private readonly Key<Risk> _risk;
    private readonly Key<ImmutableArray<Located<CheckDraft>>> _checks;
    private readonly Key<CheckMethod> _method;
    private readonly Key<WaitingRule> _noData;
    private readonly Key<WaitingRule> _inconclusive;
    private readonly Key<TrafficWeight> _safeBelow;

    public PolicyMappingReader()
        : base("policy", "the policy")
    {
        Required(FileKindReader.Key, FileKindReader.Only(FileKind.Policy));
        Optional("version", new VersionReader(), VersionReader.Current);
        _about = Optional("about", Units.Words, "");
        _plan = Required("plan", new PlanReader());
        _evidence = Optional("evidence", new EvidenceReader(), EvidenceMinimum.None);
        _risk = Optional("risk", new RiskReader(), RiskReader.Default);
        _checks = Required("checks", new ListReader<CheckDraft>(new CheckReader(), allowsNone: true));
        _method = Optional("method", MethodReader.Make(), MethodReader.Default);
        _noData = Optional("noData", WaitingRuleReader.NoData(), DefaultNoData);
        _inconclusive = Optional("inconclusive", WaitingRuleReader.Inconclusive(), DefaultInconclusive);
        _safeBelow = Optional("safeBelow", new WholePercentReader { DefinitionName = "percentage of traffic" }, new TrafficWeight(50));
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out PolicyDraft value)
    {
        RolloutPlan plan = fields.Get(_plan).WithEvidence(fields.Get(_evidence), said);
        CheckAssembly assembly = new(fields.Get(_method), fields.Get(_evidence), plan.Shadow > TimeSpan.Zero, said);
        foreach (Located<CheckDraft> draft in fields.Get(_checks))
            assembly.Add(draft.Value);

        Risk risk = fields.Get(_risk);
        if (risk.Across != EvidenceRule.Mean && !assembly.Checks.Any(check => check.Value.Method.Risk == RiskKind.Evidence))
            said.Add(fields.PositionOf(_risk), Messages.AcrossNeedsEvidence(RiskReader.NameOf(risk.Across)));

        Policy policy = new()
        {
            Name = "",
            About = fields.Get(_about),
            Plan = plan,
            Checks = [],
            Risk = risk,
            NoData = fields.Get(_noData),
            Inconclusive = fields.Get(_inconclusive),
            SafeBelow = fields.Get(_safeBelow),
        };
        value = new PolicyDraft(policy, assembly.Checks);
        return !said.HasErrors;
    }
}
