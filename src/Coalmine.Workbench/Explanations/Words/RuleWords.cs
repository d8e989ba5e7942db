using System.Collections.Immutable;
using Coalmine.Manifests.PrometheusRules;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>What rules of Prometheus do, in words (prometheus/prometheus 3.x, rules/alerting.go).</summary>
internal static class RuleWords
{
    /// <summary>The sentence that matters.</summary>
    public const string Summary = "watches and does not decide: alerts tell people, and no rollout is held or rolled back by them";

    /// <summary>What is simulated.</summary>
    public static ImmutableArray<string> Simulated { get; } =
        ["evaluation of the rules at their interval, recording rules before those that read them, pending and firing alerts"];

    /// <summary>What the file does not say.</summary>
    public static ImmutableArray<string> Assumed { get; } = ["groups without an interval are evaluated every minute, Prometheus's default"];

    /// <summary>What is not modelled.</summary>
    public static ImmutableArray<string> NotModelled { get; } = ["Alertmanager: grouping, silences, routes, and whether anybody reads it"];

    /// <summary>The sentences on a group.</summary>
    public static IEnumerable<string> Of(RuleGroupManifest group)
    {
        double every = group.Interval > 0 ? group.Interval / 1000.0 : 60;
        foreach (RuleManifest rule in group.Rules)
            yield return rule.IsAlert ? Alert(group, rule, every) : $"Group {group.Name}: every {Figures.Length(every)} the answer of a query is "
                + $"recorded as {rule.Name}.";
    }

    private static string Alert(RuleGroupManifest group, RuleManifest rule, double every)
    {
        string fires = rule.For > 0
            ? $"is pending at the first evaluation that answers anything and fires once it has answered at every one for {Figures.Length(rule.For / 1000.0)}"
            : "fires at the first evaluation that answers anything";
        string then = rule.KeepFiringFor > 0 ? $"; it fires on for {Figures.Length(rule.KeepFiringFor / 1000.0)} after the last answer" : "";
        return $"Group {group.Name}: alert {rule.Name} is evaluated every {Figures.Length(every)}; it {fires}; one evaluation without an answer, also "
            + "for want of data, starts it "
            + $"anew{then}.";
    }
}
