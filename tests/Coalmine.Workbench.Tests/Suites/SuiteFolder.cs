using Coalmine.Cli.Tests.Runs;
using Coalmine.Rollouts.Controllers.Argo;
using Coalmine.Workbench.Policies;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Runs;
using Xunit;

namespace Coalmine.Workbench.Tests.Suites;

/// <summary>A folder of its own with a small scenario, a small policy, a small Rollout, and a suite.</summary>
internal sealed class SuiteFolder : IDisposable
{
    public SuiteFolder(string suite)
    {
        Write("scenario.yaml", SmallFiles.Scenario);
        Write("policy.yaml", SmallFiles.Policy);
        Write("suite.yaml", suite);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("coalmine-").FullName;

    public string Suite => Path.Combine(Folder, "suite.yaml");

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);

    public SuiteLoading Load(AcceptedFile? accepted = null, ulong? seed = null) =>
        SuiteLoader.Load(Suite, new ManifestOptions(ArgoRelease.V1_10), accepted, seed);

    public SuiteResult Run(AcceptedFile? accepted = null, int workers = 2, bool completes = false) => SuiteRunner.Run(
        Assert.IsType<SuiteLoading.Ready>(Load(accepted)).Suite,
        new SuiteRun { Workers = workers, Completes = completes, Command = (pair, replication) => $"tell {pair.Name} {replication}" },
        TestContext.Current.CancellationToken);

    /// <summary>What is said of the suite, without the folder.</summary>
    public string[] Said(AcceptedFile? accepted = null) =>
        [.. Load(accepted).Said.Select(said => said.ToString().Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))];

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
