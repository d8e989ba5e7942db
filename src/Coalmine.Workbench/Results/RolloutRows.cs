using System.Collections.Frozen;
using Coalmine.Rollouts.Journal;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation;
using Coalmine.Workbench.Reports;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>Rollouts as rows of a store. What is read is what was written, to the last bit.</summary>
internal static class RolloutRows
{
    private const string Columns =
        "cell, replication, outcome, ended, cause, detected, detection, exposed_requests, exposed_users, hurt_answers, canary_requests, looks, step";

    private static readonly FrozenDictionary<string, RolloutOutcome> Outcomes =
        Enum.GetValues<RolloutOutcome>().ToFrozenDictionary(outcome => FileWords.Of(outcome));

    /// <summary>Adds rows.</summary>
    /// <param name="connection">The open store, in a transaction.</param>
    /// <param name="rows">The rows, sorted by cell, which makes them small.</param>
    /// <param name="table">The table.</param>
    public static void Append(DuckDBConnection connection, IEnumerable<CellRollout> rows, string table)
    {
        using DuckDBAppender appender = connection.CreateAppender(table);
        foreach (CellRollout pending in rows)
        {
            RolloutResult result = pending.Result;
            appender.CreateRow()
                .AppendValue(pending.Cell)
                .AppendValue(result.Replication)
                .AppendValue(FileWords.Of(result.Outcome))
                .AppendValue(result.EndedAt.Nanoseconds)
                .AppendValue(result.CausingCheck)
                .AppendValue((bool?)result.Detected)
                .AppendValue(result.DetectionSeconds)
                .AppendValue(result.ExposedRequests)
                .AppendValue(result.ExposedUsers)
                .AppendValue(result.HurtAnswers)
                .AppendValue(result.CanaryRequests)
                .AppendValue(result.Looks)
                .AppendValue(result.LastStep)
                .EndRow();
        }
    }

    /// <summary>Adds rows, leaving out those that another process has added meanwhile.</summary>
    public static void AppendNew(DuckDBConnection connection, IEnumerable<CellRollout> rows)
    {
        connection.Execute("CREATE TEMP TABLE arriving AS SELECT * FROM rollouts LIMIT 0");
        Append(connection, rows, "arriving");
        connection.Execute($"INSERT INTO rollouts SELECT {Columns} FROM arriving ANTI JOIN rollouts USING (cell, replication)");
        connection.Execute("DROP TABLE arriving");
    }

    /// <summary>The rows of some cells in a range of replications.</summary>
    public static List<CellRollout> Read(DuckDBConnection connection, IReadOnlyCollection<long> cells, long from, long to) => cells.Count == 0 ? [] :
        connection.Rows(
            $"SELECT {Columns} FROM rollouts WHERE cell IN ({List(cells)}) AND replication >= ? AND replication < ?",
            Row,
            from,
            to);

    /// <summary>Which replications of some cells are there.</summary>
    public static List<(long Cell, long Replication)> Kept(DuckDBConnection connection, IReadOnlyCollection<long> cells) => cells.Count == 0 ? [] :
        connection.Rows($"SELECT cell, replication FROM rollouts WHERE cell IN ({List(cells)})", reader => (reader.GetInt64(0), reader.GetInt64(1)));

    private static string List(IEnumerable<long> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static CellRollout Row(DuckDBDataReader reader) => new(reader.GetInt64(0), new RolloutResult
    {
        Replication = reader.GetInt64(1),
        Outcome = Outcomes[reader.GetString(2)],
        EndedAt = new Moment(reader.GetInt64(3)),
        CausingCheck = reader.GetInt32(4),
        Detected = reader.GetBoolean(5),
        DetectionSeconds = reader.GetDouble(6),
        ExposedRequests = reader.GetDouble(7),
        ExposedUsers = reader.GetDouble(8),
        HurtAnswers = reader.GetDouble(9),
        CanaryRequests = reader.GetDouble(10),
        Looks = reader.GetInt32(11),
        LastStep = reader.GetInt32(12),
    });
}
