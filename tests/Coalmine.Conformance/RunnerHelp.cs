using Coalmine.Conformance.Calibration;
using Coalmine.Conformance.Fits;
using Coalmine.Conformance.Fuzzing;
using Coalmine.Conformance.Hostile;
using Coalmine.Conformance.Kills;
using Coalmine.Conformance.LiveDemo;

namespace Coalmine.Conformance;

/// <summary>What the runner says about itself.</summary>
internal static class RunnerHelp
{
    private static readonly string[] Words = ["--help", "-h", "-?"];

    private static readonly string Runner =
        $"""
        Holds Coalmine against published values and recorded decisions, and searches for what breaks it.

        SUITE FILE [--only a,b]     runs the cases of a file; SUITE is {string.Join(", ", Suite.All.Keys)}
        promql FILE --mode 2|3      for one of the two lines of Prometheus
        import FOLDER               reads every manifest of a folder
        {CalibrationOptions.Verb}                   measures the level of every sequential method; see {CalibrationOptions.Verb} --help
        {FitOptions.Verb} SCENARIO               fits scenarios to simulated telemetry: how often intervals hold the known value
        {HostileOptions.Verb}                     drives rollouts against a cluster in which everything goes wrong; see {HostileOptions.Verb} --help
        {FuzzOptions.Verb}                        gives damaged files and queries to every reader; see {FuzzOptions.Verb} --help
        {KillOptions.Verb}                       kills drivers of live rollouts, end to end; see {KillOptions.Verb} --help
        {DemoOptions.Verb}                    everything to try `coalmine live drive` on, without a cluster; see {DemoOptions.Verb} --help

        FILE is, for statistics, argo, flagger and kayenta, JSON of named cases: inputs, and what a published table, another program or the
        real controller made of them; for promql a script of Prometheus' own tests (`load`, `eval instant at`), such as those of
        tests/Coalmine.PromQL.Tests/Scripts. The others are given by whoever checks; a wrong one is refused with its place.

        One line a failed case, with what was expected and got; `N passed, M failed` at the end. Ends with 0 where all passed, 1 where one
        failed, 2 where the command line or a file cannot be used.
        """;

    private const string Calibration =
        $"""
        Measures the level of every sequential method by simulation: how often it is wrong under no effect, however often one looks.

        --paths N             paths a row, 100000 otherwise; with fewer some counter-examples cannot be told from what holds
        --seed N              seed of every stream, 1 otherwise; the same options give the same bytes
        --date YYYY-MM-DD     the day that the heading names; none otherwise
        --only METHOD,METHOD  these methods alone
        --out FOLDER          writes the table there ({CalibrationCommand.FileName}.md, {CalibrationCommand.FileName}.csv); otherwise it is printed, a line as it is done

        Ends with 0 where every row shows what the documentation says, with 1 otherwise. Takes about five minutes.
        """;

    private const string Fuzzing =
        """
        Damages sound files and queries and gives them to the readers: no crash, no hang, nothing said without a place in the file.

        --cases N             how many, 100000 otherwise
        --seed N              1 otherwise; a case depends on the seed and its number alone
        --from N              number of the first case, 0 otherwise
        --seconds N           a case that takes longer counts as a hang, 60 otherwise
        --workers N           threads, 2 otherwise
        --only TARGET,TARGET  these targets alone; a wrong name lists them

        Prints what breaks, made as small as can be, with the command that repeats it. Ends with 1 where anything did.
        """;

    private const string HostileCluster =
        """
        Drives rollouts against an API server in memory, with the real adapters and stores, on virtual time: faults of requests, conflicts, stale
        reads, crashes between any two effects, lost leases, late requests, set clocks, foreign edits, missing and late metrics. Whoever judges
        looks at what the server stored, not at what the driver says.

        --seeds N             how many runs, 20000 otherwise
        --seed N              the first, 1 otherwise; a run depends on its seed alone
        --only SEED           one run, told line by line
        --workers N           runs at the same time, 1 otherwise
        --out FOLDER          writes the table there (results.md)
        --date YYYY-MM-DD     the day that the table names; none otherwise

        Prints a line a seed that breaks a rule, with the command that repeats it. Ends with 1 where any did.
        """;

    private const string Kills =
        """
        Drives rollouts end to end on loopback (`coalmine live drive` as a process, a served model, a real Prometheus, an API server) and kills their drivers.

        --count N             kills, 50 otherwise; about three a rollout
        --seed N              1 otherwise; gives canaries, points and traffic, while the machine's timing gives the rest
        --workers N           rollouts at a time, 2 otherwise
        --date YYYY-MM-DD     the day that the heading names; none otherwise
        --out FILE.md         writes the table there; otherwise it is printed only

        Ends with 0 where nothing happened that must not, with 1 otherwise. Takes about ten minutes. Needs `prometheus`, and src/Coalmine.Cli built.
        """;

    private const string Demo =
        """
        Starts an API server with Seldon's operator, two versions of a model behind a mesh, their users, and Prometheus, all on loopback, and prints the commands
        with which `coalmine live drive` rolls the canary out. Runs until Ctrl-C. Needs Debian's `prometheus`.

        --canary KIND         sound (otherwise), slow, erring, or wrong: as good as its baseline by all that it shows, and wrong for 35 in 100
        --seed N              seed of traffic and answers, 1 otherwise
        """;

    /// <summary>The help that the arguments ask for; nothing where they ask for none.</summary>
    public static string? Of(IReadOnlyList<string> arguments)
    {
        if (!arguments.Any(Words.Contains))
            return null;
        return arguments[0] switch
        {
            CalibrationOptions.Verb => Calibration,
            FuzzOptions.Verb => Fuzzing,
            HostileOptions.Verb => HostileCluster,
            KillOptions.Verb => Kills,
            DemoOptions.Verb => Demo,
            _ => Runner,
        };
    }
}
