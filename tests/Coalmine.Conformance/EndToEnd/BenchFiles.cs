using System.Globalization;
using Coalmine.Conformance.EndToEnd.Serving;

namespace Coalmine.Conformance.EndToEnd;

/// <summary>
/// The files of an end-to-end run. Effects are far on either side of the margins, so that verdicts come within seconds. The stated risks are 1 % at the
/// margin; a sound canary (as good as its baseline, ratio 1 against a margin of about 3) is rolled back with a probability of the order of 1e-7: the harm
/// evidence L of a check is a martingale at the margin, and under ratio 1 E[L^3.4] is 1 at a weight of 10 %, so that Markov's inequality gives 0.01^3.4.
/// </summary>
internal static class BenchFiles
{
    /// <summary>The weights of the plan, in parts of 100.</summary>
    public static readonly int[] Weights = [10, 50, 100];

    /// <summary>The policy.</summary>
    public static string Policy(BenchOptions options) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        kind: Policy
        about: Three weights in seconds, for runs on one machine.
        plan: { weights: [{{string.Join(", ", Weights)}}], every: 2s, maximum: 3m }
        evidence: { samples: 40, duration: 4s }
        risk: { falseRollback: 1%, missed: 1% }
        method: sequential
        checks:
          - { metric: latency.p90, atMost: 250ms }
          - { metric: latency.p95, at: 250ms, notWorseThanBaseline: 150% }
          - { metric: errors, atMost: 15%, notWorseThanBaseline: 8pp }
          - { metric: accuracy, atLeast: 85%, notWorseThanBaseline: 10pp }
        noData: { holdUpTo: {{options.HoldsWithoutData.TotalSeconds}}s, then: rollback }
        inconclusive: { extendUpTo: 90s, per: step, then: rollback }

        """);

    /// <summary>The settings.</summary>
    public static string Live(BenchOptions options, SeldonTarget target, Uri prometheus) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        kind: Live
        name: fraud
        policy: policy.yaml
        namespaces: [{{target.Namespace}}]
        target: { platform: seldon, namespace: {{target.Namespace}}, name: {{target.Name}}, baseline: {{SeldonTarget.Baseline}}, canary: {{SeldonTarget.Canary}} }
        prometheus:
          url: {{prometheus}}
          deadline: 4s
          timeout: 2s
          retries: 1
          metrics:
            platform: seldon
            name: {{target.Name}}
            namespace: {{target.Namespace}}
            baseline: {{SeldonTarget.Baseline}}
            canary: {{SeldonTarget.Canary}}
        lease: { duration: {{options.Lease.TotalSeconds}}s, renewWithin: {{options.Lease.TotalSeconds * 0.7}}s, every: 1s }
        pollEvery: 500ms
        watchEvery: 1s
        windUpWithin: 1m

        """);

    /// <summary>Prometheus' configuration: a scrape a second, the pod and its namespace as labels, as Kubernetes' service discovery would give them.</summary>
    public static string Prometheus(ServedModel model, SeldonTarget target)
    {
        IEnumerable<string> targets = model.Pods.Select(pod =>
            $"  - targets: ['{model.Address.Authority}']\n    labels: {{ __metrics_path__: /{pod.Name}/metrics, pod: {pod.Name}, namespace: {target.Namespace} }}\n");
        return $"global: {{ scrape_interval: 1s, scrape_timeout: 1s }}\nscrape_configs:\n- job_name: pods\n  static_configs:\n{string.Concat(targets)}";
    }
}
