namespace Coalmine.Cli.Commands;

/// <summary>The tables that trace one rollout.</summary>
[Flags]
internal enum TraceTables
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>What happened: looks with their verdicts, decisions, weights; <c>trace.csv</c>.</summary>
    Looks = 1,

    /// <summary>Every scrape of every pod; <c>scrapes.csv</c>.</summary>
    Scrapes = 2,

    /// <summary>Every request; <c>requests.csv</c>.</summary>
    Requests = 4,

    /// <summary>What rules saw and their alerts did, as a unit test of promtool's; <c>promtool-test.yaml</c> and <c>promtool-rules.yaml</c>.</summary>
    Promtool = 8,
}
