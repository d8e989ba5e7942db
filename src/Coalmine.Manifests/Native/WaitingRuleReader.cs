using System.Diagnostics.CodeAnalysis;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Readers;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Manifests.Native;

/// <summary>Reads <c>noData: { holdUpTo: 15m, then: rollback }</c> and <c>inconclusive: { extendUpTo: 1h, per: step, then: rollback }</c>.</summary>
internal sealed class WaitingRuleReader : MappingReader<WaitingRule>
{
    private readonly Key<TimeSpan> _upTo;
    private readonly Key<Fallback> _then;

    private WaitingRuleReader(string name, string limitKey)
        : base(name, $"`{name}`")
    {
        _upTo = Required(limitKey, Units.DurationOrZero);
        _then = Optional("then", new ChoiceReader<Fallback>("way to go on", ("rollback", Fallback.RollBack), ("pause", Fallback.Pause)), Fallback.RollBack);
    }

    public static WaitingRuleReader NoData() => new("noData", "holdUpTo");

    public static WaitingRuleReader Inconclusive()
    {
        WaitingRuleReader reader = new("inconclusive", "extendUpTo");

        // Said for the reader of the file; a limit for the whole rollout is the plan's maximum.
        reader.Optional("per", new ChoiceReader<string>("scope", ("step", "step")), "step");
        return reader;
    }

    /// <inheritdoc/>
    protected override bool TryBuild(Fields fields, DiagnosticList said, [MaybeNullWhen(false)] out WaitingRule value)
    {
        value = new WaitingRule(fields.Get(_upTo), fields.Get(_then));
        return true;
    }
}
