using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Results;
using Coalmine.Workbench.Tests.Examples;

namespace Coalmine.Workbench.Tests.Results;

/// <summary>The made-up study with keys, so that its rollouts can be kept, and a folder of its own for them.</summary>
internal sealed class KeyedStudy : IDisposable
{
    public static RunHeading Heading { get; } = new("coalmine study made.yaml", new DateTime(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc));

    public string Folder { get; } = Directory.CreateTempSubdirectory("coalmine-results-").FullName;

    public string File => Path.Combine(Folder, "results.duckdb");

    /// <summary>The study.</summary>
    /// <param name="maximum">Replications.</param>
    /// <param name="precision">Precision.</param>
    /// <param name="before">Called before each rollout of the first policy.</param>
    public static Study Of(long maximum, double precision = 0, Action<long>? before = null)
    {
        Study study = MadeUpSource.Study(maximum, precision, before);
        return study with
        {
            Scenarios = [.. study.Scenarios.Select(scenario => scenario with
            {
                Key = scenario.Facts.Name,
                Policies = [.. scenario.Policies.Select(policy => policy with { Key = policy.Name, Checks = ["errors", "latency.p99"] })],
            })],
        };
    }

    /// <summary>Runs a study that keeps its rollouts.</summary>
    public (StudyResult Result, long Reused) Run(Study study, int workers = 2, bool reuses = true) => RunUntil(study, workers, reuses, CancellationToken.None);

    /// <summary>Runs a study that keeps its rollouts until it is cancelled.</summary>
    public (StudyResult Result, long Reused) RunUntil(Study study, int workers, bool reuses, CancellationToken cancellation)
    {
        ResultsStore store = Open(reuses);
        study = study with { Archive = store };
        Xunit.Assert.Empty(store.Begin(study, Heading));
        StudyResult result = StudyRunner.Run(study, workers, null, cancellation);
        Xunit.Assert.Empty(store.Finish(!result.Interrupted));
        return (result, store.Reused);
    }

    public ResultsStore Open(bool reuses = true) =>
        Xunit.Assert.IsType<Manifests.Diagnostics.ReadResult<ResultsStore>.Read>(ResultsStore.In(Folder, reuses)).Value;

    public ResultsReader Read() => Xunit.Assert.IsType<Manifests.Diagnostics.ReadResult<ResultsReader>.Read>(ResultsReader.Open(Folder)).Value;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
