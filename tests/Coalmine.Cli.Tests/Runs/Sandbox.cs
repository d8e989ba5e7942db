namespace Coalmine.Cli.Tests.Runs;

/// <summary>A folder of its own with a small scenario and a small policy, and nothing else.</summary>
internal sealed class Sandbox : IDisposable
{
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

    public const string Policy =
        """
        kind: Policy
        plan: { weights: [10, 50], every: 5m, passes: 2, maximum: 1h }
        method: sequential
        checks:
          - { metric: latency.p99, atMost: 250ms }
          - { metric: errors, notWorseThanBaseline: 1pp }

        """;

    public Sandbox()
    {
        Write("scenario.yaml", Scenario);
        Write("policy.yaml", Policy);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("coalmine-").FullName;

    /// <summary>What is in the folder beside the two files and those of the test.</summary>
    public string[] Made => [.. Directory.GetFileSystemEntries(Folder)
        .Select(entry => Path.GetFileName(entry))
        .Where(name => !name.EndsWith(".yaml", StringComparison.Ordinal))
        .Order()];

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public CliRun Run(params string[] args) => CliRun.In(Folder, args);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
