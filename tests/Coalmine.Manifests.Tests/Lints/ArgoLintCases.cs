using Xunit;
using static Coalmine.Manifests.Tests.Lints.Linted;

namespace Coalmine.Manifests.Tests.Lints;

/// <summary>For each lint of Argo: where it is found (the mark), and the nearest text where it is not. From sections 0, 1.2, 1.5, 1.7, 2 and 3 of the reference.</summary>
internal static class ArgoLintCases
{
    private const string Good = "count: 3, interval: 1m, successCondition: 'len(result) > 0 && result[0] > 1', PROVIDER";

    private const string Inline = "steps:\n- setWeight: 10\n- pause: {duration: 5m}\n- analysis: {templates: [{templateName: t}]}\n";

    public static TheoryData<string, string, string> All => new()
    {
        { "CM1730", Rollout("§analysis: {templates: [{templateName: t}]}\nsteps: [{setWeight: 10}]") + Template(Good),
            Rollout("analysis: {startingStep: 1, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}]") + Template(Good) },
        { "CM1730", Rollout("analysis: {startingStep: §0, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}]") + Template(Good),
            Rollout("analysis: {templates: [{templateName: t}]}\nsteps: [{setWeight: 10}]") + Template(Good + ", initialDelay: 2m") },
        { "CM1772", Rollout("steps: [{setWeight: 10}, {§pause: {}}]"), Rollout("steps: [{setWeight: 10}, {pause: {duration: 10m}}]") },
        { "CM1773", Template("provider: {§prometheus: {query: 'scalar(x)'}}"), Template("provider: {prometheus: {address: 'http://p:9090', query: 'scalar(x)'}}") },
        { "CM1773", Template("provider: {prometheus: {address: §'', query: 'scalar(x)'}}"),
            Template("provider: {prometheus: {address: 'http://{{args.host}}:9090', query: 'scalar(x)'}}") },
        { "CM1731", Rollout("analysis: {startingStep: 1, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}]") + Template("count: §3, interval: 1m, PROVIDER"),
            Rollout("analysis: {startingStep: 1, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}]") + Template("interval: 1m, PROVIDER") },
        { "CM1732", Template("count: 3, interval: 1m, failureLimit: §3, PROVIDER"), Template("count: 3, interval: 1m, failureLimit: 2, PROVIDER") },
        { "CM1732", Template("failureLimit: §1, PROVIDER"), Template("interval: 1m, failureLimit: 3, PROVIDER") },
        { "CM1733", Template("count: 2, interval: 1m, failureLimit: §3, PROVIDER"), Template("count: 3, interval: 1m, failureLimit: 2, PROVIDER") },
        { "CM1733", Template("interval: §'60', PROVIDER"), Template("interval: 60s, PROVIDER") },
        { "CM1733", Template("§provider: {}"), Template("PROVIDER") },
        { "CM1734", Template("interval: 1m, failureLimit: §3, PROVIDER"), Template("interval: 1m, PROVIDER") },
        { "CM1735", Template("successCondition: §'result[0] > 1', PROVIDER"), Template(Good) },
        { "CM1735", Template("failureCondition: §'max(result) > 1', PROVIDER"), Template("failureCondition: 'any(result, # > 1)', PROVIDER") },
        { "CM1736", Template("successCondition: §result > 1, PROVIDER"), Template("successCondition: result > 1, PROVIDER", "scalar(x)") },
        { "CM1736", Template("successCondition: §'default(result, 0) < 5', PROVIDER"), Template(Good) },
        { "CM1736", Template("successCondition: §'results[0] > 1', PROVIDER"), Template("successCondition: 'result[0] > {{args.limit}}', PROVIDER") },
        { "CM1738", Template(Good) + "  dryRun: [{metricName: §'*'}]\n", Template(Good) + "  dryRun: [{metricName: '.*'}]\n" },
        { "CM1739", Rollout(Inline.Replace("templates: ", "§templates: ", StringComparison.Ordinal)) + Template(Good, "sum(rate(x[6m]))"),
            Rollout(Inline) + Template(Good, "sum(rate(x[5m]))") },
        { "CM1740", Rollout("steps: [{setWeight: §10}]").Replace("replicas: 10", "replicas: 3", StringComparison.Ordinal)
            .Replace("      trafficRouting: {istio: {}}\n", "", StringComparison.Ordinal),
            Rollout("steps: [{setWeight: 10}]").Replace("      trafficRouting: {istio: {}}\n", "", StringComparison.Ordinal) },
        { "CM1741", Rollout("analysis: {startingStep: 1, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}, {pause: {duration: 5m}}]")
                + Template("interval: 1m, successCondition: 'any(result, # > 1)', failureCondition: §'any(result, # < 1)', PROVIDER"),
            Rollout("analysis: {startingStep: 1, templates: [{templateName: t}]}\nsteps: [{setWeight: 10}, {pause: {}}]")
                + Template("interval: 1m, successCondition: 'any(result, # > 1)', failureCondition: 'any(result, # < 1)', PROVIDER") },
        { "CM1742", Template("successCondition: 'any(result, # > 1)', failureCondition: §'any(result, # < 1)', PROVIDER"),
            Template("successCondition: 'any(result, # > 1)', failureCondition: 'any(result, # < 1)', inconclusiveLimit: 1, PROVIDER") },
        { "CM1743", Template("failureCondition: §'result[0] > 1', PROVIDER"), Template("failureCondition: '!(result[0] <= 1)', PROVIDER") },
        { "CM1745", Template("interval: 1m, PROVIDER").Replace("name: m", "name: §m", StringComparison.Ordinal), Template(Good) },
        { "CM1747", Rollout("steps: [{setWeight: 10}, {setWeight: §100}]"), Rollout("steps: [{setWeight: 100}, {pause: {}}]") },
        { "CM1748", Rollout("steps:\n- pause: {duration: 5m}\n- analysis: {§templates: [{templateName: t}]}\n") + Template(Good), Rollout(Inline) + Template(Good) },
        { "CM1749", Rollout("§steps: [{setWeight: 10}, {pause: {duration: 5m}}]"), Rollout("steps: [{setWeight: 10}, {pause: {}}]") },
        { "CM1749", Rollout("").Replace("    canary:", "    §canary:", StringComparison.Ordinal), Rollout(Inline) + Template(Good) },
        { "CM1754", Template("interval: 1m, failureLimit: §three, PROVIDER"), Template("interval: 1m, failureLimit: '3', PROVIDER") },
        { "CM1756", Rollout("steps: [{setWeight: 10}, {pause: {duration: §500ms}}]"), Rollout("steps: [{setWeight: 10}, {pause: {duration: 1s}}]") },
        { "CM1757", Rollout("steps: [{pause: {}}]").Replace("canaryService: c", "canaryService: §c", StringComparison.Ordinal),
            Rollout("steps: [{pause: {}}]") + Head("v1", "Service", "c") },
        { "CM1759", Rollout("steps:\n- setWeight: 10\n- analysis: {templates: [{templateName: t}], args: [{name: §servce, value: x}]}\n") + Template(Good)
            + "  args: [{name: service, value: y}]\n",
            Rollout("steps:\n- setWeight: 10\n- analysis: {templates: [{templateName: t}], args: [{name: service, value: x}]}\n") + Template(Good) + "  args: [{name: service}]\n" },
        { "CM1771", OfDeployment("§workloadRef: {kind: Deployment, name: d}"), OfDeployment("replicas: 6\n  workloadRef: {kind: Deployment, name: d}") },
    };

    private static string OfDeployment(string workload) => Rollout("steps: [{pause: {}}]").Replace("  replicas: 10\n", "", StringComparison.Ordinal)
        .Replace("  selector: {}\n  template: {}\n", $"  {workload}\n", StringComparison.Ordinal) + Head("apps/v1", "Deployment", "d") + "spec: {replicas: 6}\n";
}
