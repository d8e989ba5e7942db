namespace Coalmine.Cli.Tests.Runs;

/// <summary>A small scenario and a small policy that fit each other.</summary>
internal static class SmallFiles
{
    /// <summary>The scenario.</summary>
    public const string Scenario =
        """
        kind: Scenario
        about: Five more requests in a hundred fail.
        teaches: A check on errors sees it.
        duration: 1h
        traffic: { rate: 50/s, users: { count: 1000, sticky: true } }
        pods: { baseline: 3, canary: 3 }
        baseline:
          latency: { lognormal: { median: 38ms, p99: 140ms } }
          errors: 0.3%
        canary:
          like: baseline
          faults:
            - errorIncrease: { by: 5pp }
        telemetry: { platform: seldon, scrape: 30s }
        truth: regressed
        policy: policy.yaml

        """;

    /// <summary>The same world with pods that work on a few requests at a time, which only single requests can tell; the limits are in line 6.</summary>
    public static string Limited => Scenario
        .Replace("pods: { baseline: 3, canary: 3 }", "pods: { baseline: 3, canary: 3 }\nserving: { concurrency: 4, queue: 20 }", StringComparison.Ordinal)
        .Replace("teaches: A check on errors sees it.\n", "", StringComparison.Ordinal);

    /// <summary>The policy.</summary>
    public const string Policy =
        """
        kind: Policy
        plan: { weights: [10, 50], every: 5m, passes: 2, maximum: 1h }
        method: sequential
        checks:
          - { metric: latency.p99, atMost: 250ms }
          - { metric: errors, notWorseThanBaseline: 1pp }

        """;
}
