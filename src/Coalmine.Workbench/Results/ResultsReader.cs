using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Results;

/// <summary>Reads what a store holds, also while a study writes into it; nothing is run.</summary>
public sealed class ResultsReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly StoreFile _file;

    private ResultsReader(StoreFile file, ImmutableArray<StoredRun> runs) => (_file, Runs) = (file, runs);

    /// <summary>The runs, the oldest first; at least one.</summary>
    public ImmutableArray<StoredRun> Runs { get; }

    /// <summary>The file.</summary>
    public string File => _file.Path;

    /// <summary>Opens a store.</summary>
    /// <param name="from">The folder that a study wrote to, or the file in it.</param>
    /// <returns>What it holds; or why it cannot be read: none there, no store, another format, held by another process for ten seconds, no runs.</returns>
    public static ReadResult<ResultsReader> Open(string from)
    {
        StoreFile file = new(Directory.Exists(from) ? Path.Combine(from, StoreFile.Name) : from);
        return StoreReading.Try(file.Path, () =>
        {
            ImmutableArray<StoredRun> runs = file.Read(Patience, RunRows.Read);
            return runs.IsEmpty ? throw new StoreProblem(ResultsMessages.NoRuns) : new ResultsReader(file, runs);
        });
    }

    /// <summary>A run by its number.</summary>
    /// <param name="number">The number; nothing for the last one.</param>
    public ReadResult<StoredRun> Run(long? number)
    {
        StoredRun? found = number is { } asked ? Runs.FirstOrDefault(run => run.Number == asked) : Runs[^1];
        return found is null
            ? StoreReading.Refused<StoredRun>(File, ResultsMessages.NoRun(number!.Value.ToString(CultureInfo.InvariantCulture), Runs.Select(run => run.Number)))
            : new ReadResult<StoredRun>.Read(found, []);
    }

    /// <summary>
    /// What a run found, of the rollouts that are there: byte for byte what the study itself says. Of a study that is under way, the replications so far that
    /// every policy has.
    /// </summary>
    public ReadResult<StudyResult> Study(StoredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Study asked = new() { Scenarios = [], Seed = run.Seed, Maximum = run.Maximum, Precision = run.Precision };
        return Told(asked, [.. run.Scenarios]);
    }

    /// <summary>The second of two things against the first, on the same replications, a result a scenario with its differences as pairs.</summary>
    /// <param name="first">A run's number, a policy's name, or both as <c>2:name</c>.</param>
    /// <param name="second">The same; a number only where the first is one. Two runs are compared policy by policy of the same name.</param>
    /// <returns>The comparison; or why there is none: not there, other seeds, nothing in common.</returns>
    public ReadResult<StudyResult> Compare(string first, string second) => RunComparison.Find(Runs, File, first, second).Then(found =>
        Told(new Study { Scenarios = [], Seed = found.Seed, Maximum = found.Maximum }, found.Scenarios)).Then(result =>
            result.Rollouts == 0
                ? StoreReading.Refused<StudyResult>(File, ResultsMessages.NothingInCommon)
                : new ReadResult<StudyResult>.Read(result with { Scenarios = [.. result.Scenarios.Where(each => each.Replications > 0)] }, []));

    /// <summary>The rollouts of a scenario, replication after replication as far as every policy has them, one a policy.</summary>
    internal IEnumerable<(long Replication, ImmutableArray<Simulation.RolloutResult> Results)> Rollouts(StoredScenario scenario, long maximum)
    {
        CellGroup group = new(_file, scenario.Policies.Select(policy => policy.Cell));
        for (long replication = 0; replication < maximum; replication++)
        {
            ImmutableArray<Simulation.RolloutResult>.Builder results = ImmutableArray.CreateBuilder<Simulation.RolloutResult>(scenario.Policies.Length);
            foreach (StoredPolicy policy in scenario.Policies)
                if (group.TryFind(policy.Cell, replication, out Simulation.RolloutResult result))
                    results.Add(result);
                else
                    yield break;
            yield return (replication, results.MoveToImmutable());
        }
    }

    private ReadResult<StudyResult> Told(Study study, ImmutableArray<StoredScenario> scenarios) => StoreReading.Try(File, () =>
        new StudyResult(study.Seed, study.Maximum, study.Precision, [.. scenarios.Select((scenario, index) => Told(study, scenario, index))]));

    // The same blocks in the same order as the study had them: the same bytes.
    private ScenarioResult Told(Study study, StoredScenario scenario, int index)
    {
        ScenarioBoard board = new(
            new StudyScenario(scenario.Facts, [.. scenario.Policies.Select(policy =>
                new StudyPolicy(policy.Name, policy.UnsafeSettings, () => throw new InvalidOperationException("Nothing is run.")) { Checks = policy.Checks })]),
            study,
            index);
        BlockTallies tallies = new(scenario.Policies.Length);
        foreach ((long replication, ImmutableArray<Simulation.RolloutResult> results) in Rollouts(scenario, study.Maximum))
        {
            tallies.Add(results.AsSpan());
            if ((replication + 1) % Replications.Study.BlockSize != 0 && replication + 1 != study.Maximum)
                continue;
            board.Complete(replication / Replications.Study.BlockSize, tallies);
            if (board.IsDone)
                break;
            tallies = new BlockTallies(scenario.Policies.Length);
        }

        return board.Result();
    }
}
