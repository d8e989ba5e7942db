using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Rules;

namespace Coalmine.Simulation.Watching;

/// <summary>Rule groups of a Prometheus that look on while a rollout runs, and decide nothing. Immutable, shared by all workers.</summary>
/// <param name="Groups">The groups, in the order in which those that are due at the same moment are evaluated. Each begins at the start (phase 0).</param>
/// <param name="Bindings">What the rules' selectors ask of the world; nothing of it is unbound.</param>
public sealed record RuleWatch(ImmutableArray<RuleGroup> Groups, QueryBindings Bindings)
{
    /// <summary>The alerting rules, group by group: the order of <see cref="SimulatedRollout.Alerts"/>.</summary>
    public ImmutableArray<Rule.Alerting> Alerts { get; } = [.. Groups.SelectMany(group => group.Rules).OfType<Rule.Alerting>()];
}
