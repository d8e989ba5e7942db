using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Truth;
using Coalmine.Simulation.Worlds;
using Coalmine.Workbench.Replications;
using Coalmine.Workbench.Reports;
using DuckDB.NET.Data;

namespace Coalmine.Workbench.Results;

/// <summary>Runs as rows of a store.</summary>
internal static class RunRows
{
    private const char Part = '\n';
    private static readonly FrozenDictionary<string, TruthKind> Truths = Enum.GetValues<TruthKind>().ToFrozenDictionary(truth => FileWords.Of(truth));
    private static readonly FrozenDictionary<string, EngineKind> Engines = Enum.GetValues<EngineKind>().ToFrozenDictionary(engine => FileWords.Of(engine));

    /// <summary>Adds a run, unless it is there.</summary>
    /// <returns>Its number.</returns>
    public static long Begin(DuckDBConnection connection, Study study, RunHeading heading)
    {
        string content = ContentOf(study);
        if (connection.Number("SELECT run FROM runs WHERE content = ?", content) is > 0 and var known)
            return known;
        long run = connection.Number("SELECT max(run) FROM runs") + 1;
        connection.Execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, false)",
            run,
            content,
            heading.Command,
            heading.Begun,
            ProgramBuild.Id,
            study.Seed,
            study.Maximum,
            study.Precision);
        AddScenarios(connection, run, study);
        AddPolicies(connection, run, study);
        return run;
    }

    /// <summary>All runs, the oldest first, with how many rollouts of each cell are there.</summary>
    public static ImmutableArray<StoredRun> Read(DuckDBConnection connection)
    {
        Dictionary<long, long> counts = connection
            .Rows("SELECT cell, count(*) FROM rollouts GROUP BY cell", reader => (Cell: reader.GetInt64(0), Count: reader.GetInt64(1)))
            .ToDictionary(row => row.Cell, row => row.Count);
        ILookup<(long, int), StoredPolicy> policies = connection.Rows(
            "SELECT run, scenario, name, checks, unsafe, cell FROM run_policies ORDER BY run, scenario, policy",
            reader => (Place: (reader.GetInt64(0), reader.GetInt32(1)), Policy: Policy(reader, counts))).ToLookup(row => row.Place, row => row.Policy);
        ILookup<long, StoredScenario> scenarios = connection.Rows(
            "SELECT run, scenario, name, about, teaches, truth, onset, horizon, regressed, engine, requests_needed, key "
            + "FROM run_scenarios ORDER BY run, scenario",
            reader => (Run: reader.GetInt64(0), Scenario: Scenario(reader, policies))).ToLookup(row => row.Run, row => row.Scenario);
        return
        [
            .. connection.Rows("SELECT run, command, begun, build, seed, maximum, precision, finished FROM runs ORDER BY run", reader => new StoredRun
            {
                Number = reader.GetInt64(0),
                Command = reader.GetString(1),
                Begun = DateTime.SpecifyKind(reader.GetDateTime(2), DateTimeKind.Utc),
                Build = reader.GetString(3),
                Seed = reader.GetFieldValue<ulong>(4),
                Maximum = reader.GetInt64(5),
                Precision = reader.GetDouble(6),
                IsFinished = reader.GetBoolean(7),
                Scenarios = [.. scenarios[reader.GetInt64(0)].Select(scenario => Within(scenario, reader.GetInt64(5)))],
            }),
        ];
    }

    // A wider run may have kept more than this one asks for.
    private static StoredScenario Within(StoredScenario scenario, long maximum) => scenario with
    {
        Policies = [.. scenario.Policies.Select(policy => policy with { Rollouts = Math.Min(policy.Rollouts, maximum) })],
    };

    private static void AddScenarios(DuckDBConnection connection, long run, Study study)
    {
        using DuckDBAppender appender = connection.CreateAppender("run_scenarios");
        for (int i = 0; i < study.Scenarios.Length; i++)
        {
            ScenarioFacts facts = study.Scenarios[i].Facts;
            appender.CreateRow().AppendValue(run).AppendValue(i).AppendValue(facts.Name).AppendValue(facts.About).AppendValue(facts.Teaches)
                .AppendValue(FileWords.Of(facts.Truth)).AppendValue(facts.Onset.Ticks).AppendValue(facts.Horizon.Ticks).AppendValue(Words(facts.Regressed))
                .AppendValue(FileWords.Of(facts.Engine)).AppendValue(facts.RequestsNeeded).AppendValue(study.Scenarios[i].Key).EndRow();
        }
    }

    private static void AddPolicies(DuckDBConnection connection, long run, Study study)
    {
        using DuckDBAppender appender = connection.CreateAppender("run_policies");
        for (int i = 0; i < study.Scenarios.Length; i++)
            for (int j = 0; j < study.Scenarios[i].Policies.Length; j++)
            {
                StudyPolicy policy = study.Scenarios[i].Policies[j];
                appender.CreateRow().AppendValue(run).AppendValue(i).AppendValue(j).AppendValue(policy.Name).AppendValue(string.Join(Part, policy.Checks))
                    .AppendValue(string.Join(Part, policy.UnsafeSettings)).AppendValue(ResultsStore.IdOf(study.Scenarios[i], policy, study.Seed)).EndRow();
            }
    }

    private static StoredPolicy Policy(DuckDBDataReader reader, Dictionary<long, long> counts) => new(
        reader.GetString(2), Parts(reader.GetString(3)), Parts(reader.GetString(4)), reader.GetInt64(5), counts.GetValueOrDefault(reader.GetInt64(5)));

    private static StoredScenario Scenario(DuckDBDataReader reader, ILookup<(long, int), StoredPolicy> policies) => new(
        new ScenarioFacts
        {
            Name = reader.GetString(2),
            About = reader.GetString(3),
            Teaches = reader.GetString(4),
            Truth = Truths[reader.GetString(5)],
            Onset = new TimeSpan(reader.GetInt64(6)),
            Horizon = new TimeSpan(reader.GetInt64(7)),
            Regressed = Stretches(reader.GetString(8)),
            Engine = Engines[reader.GetString(9)],
            RequestsNeeded = reader.GetString(10),
        },
        reader.GetString(11),
        [.. policies[(reader.GetInt64(0), reader.GetInt32(1))]]);

    private static string ContentOf(Study study) => ContentKey.Of(
        ProgramBuild.Id,
        study.Seed,
        study.Maximum,
        study.Precision,
        study.Scenarios.Select(scenario => (scenario.Facts, scenario.Key)).ToArray(),
        study.Scenarios.SelectMany((scenario, index) => scenario.Policies.Select(policy => (index, policy.Name, policy.Key))).ToArray());

    private static ImmutableArray<string> Parts(string words) => words.Length == 0 ? [] : [.. words.Split(Part)];

    private static string Words(ImmutableArray<Stretch> stretches) => string.Join(Part, stretches.Select(stretch =>
        string.Create(CultureInfo.InvariantCulture, $"{stretch.From.Nanoseconds} {stretch.To.Nanoseconds}")));

    private static ImmutableArray<Stretch> Stretches(string words) => [.. Parts(words).Select(each => each.Split(' ')).Select(ends =>
        new Stretch(new Moment(long.Parse(ends[0], CultureInfo.InvariantCulture)), new Moment(long.Parse(ends[1], CultureInfo.InvariantCulture))))];
}
