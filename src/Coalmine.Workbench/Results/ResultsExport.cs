using System.Collections.Immutable;
using Coalmine.Simulation;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using CsvHelper;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>
/// Writes a run for other programs: <c>rollouts</c> has a row a rollout, <c>characteristics</c> is the table of <see cref="StudyCsv"/> (long form: a row a
/// policy, scenario and measure). Rollouts are those that count: the first replications of each scenario that every policy has.
/// </summary>
public static class ResultsExport
{
    private const string RolloutColumns =
        "'scenario': 'VARCHAR', 'policy': 'VARCHAR', 'seed': 'UBIGINT', 'replication': 'BIGINT', 'outcome': 'VARCHAR', 'endedSeconds': 'DOUBLE', "
        + "'cause': 'VARCHAR', 'detected': 'BOOLEAN', 'detectionSeconds': 'DOUBLE', 'exposedRequests': 'DOUBLE', 'exposedUsers': 'DOUBLE', "
        + "'hurtAnswers': 'DOUBLE', 'canaryRequests': 'DOUBLE', 'looks': 'INTEGER', 'lastStep': 'INTEGER'";

    private const string CharacteristicColumns =
        "'policy': 'VARCHAR', 'scenario': 'VARCHAR', 'truth': 'VARCHAR', 'measure': 'VARCHAR', 'against': 'VARCHAR', 'unit': 'VARCHAR', "
        + "'estimate': 'DOUBLE', 'lower': 'DOUBLE', 'upper': 'DOUBLE', 'censored': 'VARCHAR', 'method': 'VARCHAR', 'n': 'BIGINT', 'nCensored': 'BIGINT', "
        + "'pairingGain': 'DOUBLE', 'engine': 'VARCHAR', 'requestsNeeded': 'VARCHAR'";

    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes the rollouts as CSV; the stream stays open.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="result">What the run found, which says how many replications count.</param>
    /// <param name="stream">Where to.</param>
    public static void WriteRollouts(ResultsReader reader, StoredRun run, StudyResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(result);
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecords(run.Scenarios.Zip(result.Scenarios, (scenario, found) => Rows(reader, run, scenario, found.Replications)).SelectMany(rows => rows));
    }

    /// <summary>Makes a Parquet file (compressed by zstd) of the rollouts that <see cref="WriteRollouts"/> wrote.</summary>
    /// <param name="csv">The CSV file.</param>
    /// <param name="parquet">The file to write, which may be there already.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteRolloutsParquet(string csv, string parquet) => WriteParquet(csv, parquet, RolloutColumns);

    /// <summary>Makes a Parquet file (compressed by zstd) of the table that <see cref="StudyCsv"/> wrote.</summary>
    /// <param name="csv">The CSV file.</param>
    /// <param name="parquet">The file to write, which may be there already.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteCharacteristicsParquet(string csv, string parquet) => WriteParquet(csv, parquet, CharacteristicColumns);

    private static void WriteParquet(string csv, string parquet, string columns)
    {
        try
        {
            using DuckDBConnection connection = new("Data Source=:memory:;threads=1");
            connection.Open();
            connection.Execute(
                $"COPY (SELECT * FROM read_csv({Quoted(csv)}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
                + $"columns = {{{columns}}})) TO {Quoted(parquet)} (FORMAT parquet, COMPRESSION zstd)");
        }
        catch (DuckDBException problem)
        {
            throw new IOException(problem.Message.Split('\n')[0], problem);
        }
    }

    private static string Quoted(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";

    private static IEnumerable<RolloutRow> Rows(ResultsReader reader, StoredRun run, StoredScenario scenario, long replications)
    {
        foreach ((long replication, ImmutableArray<RolloutResult> results) in reader.Rollouts(scenario, replications))
            for (int policy = 0; policy < results.Length; policy++)
                yield return Row(run.Seed, scenario, policy, results[policy]);
    }

    private static RolloutRow Row(ulong seed, StoredScenario scenario, int policy, in RolloutResult result) => new()
    {
        Scenario = scenario.Facts.Name,
        Policy = scenario.Policies[policy].Name,
        Seed = seed,
        Replication = result.Replication,
        Outcome = FileWords.Of(result.Outcome),
        EndedSeconds = result.EndedAt.Seconds,
        Cause = result.CausingCheck >= 0 && result.CausingCheck < scenario.Policies[policy].Checks.Length
            ? scenario.Policies[policy].Checks[result.CausingCheck]
            : "",
        Detected = FileWords.Of(result.Detected),
        DetectionSeconds = FileNumbers.Finite(result.DetectionSeconds),
        ExposedRequests = result.ExposedRequests,
        ExposedUsers = result.ExposedUsers,
        HurtAnswers = result.HurtAnswers,
        CanaryRequests = result.CanaryRequests,
        Looks = result.Looks,
        LastStep = result.LastStep,
    };
}
