using Xunit;

namespace Coalmine.Cli.Tests.Commands;

/// <summary>Files with one mistake each.</summary>
internal static class FileMistakes
{
    /// <summary>What is written in the scenario in place of what; in which line it is found, what is said of it, and the id.</summary>
    public static TheoryData<string, string, int, string, string> Scenarios => new()
    {
        { "duration: 1h", "durations: 1h\nduration: 1h", 4, "durations", "CM1101" },
        { "duration: 1h", "duration: 1kg", 4, "1kg", "CM1202" },
        { "errors: 0.3%", "errors: 130%", 9, "130%", "CM1203" },
        { "by: 5pp", "by: -5pp", 13, "-5pp", "CM1203" },
        { "truth: regressed", "truth: healthy", 15, "regressed", "CM2110" },
    };

    /// <summary>The same of the policy.</summary>
    public static TheoryData<string, string, int, string, string> Policies => new()
    {
        { "weights: [10, 50]", "weights: [50, 10]", 2, "10", "CM1205" },
        { "weights: [10, 50]", "weights: [10, 150]", 2, "150", "CM1206" },
        { "every: 5m", "every: 5%", 2, "5%", "CM1201" },
        { "atMost: 250ms", "atMost: 200ms", 5, "(100ms, 250ms]", "CM1330" },
        { "method: sequential", "method: sequentially", 3, "sequentially", "CM1204" },
        { "metric: errors,", "metric: mistakes,", 6, "mistakes", "CM1204" },
        { "method: sequential", "risk: { falseRollback: 1.5, missed: 5% }", 3, "1.5", "CM1203" },
    };

    /// <summary>Whole files; what is said of them, and the id.</summary>
    public static TheoryData<string, string, string> Files => new()
    {
        { "", "empty", "CM1001" },
        { "\0\u0001\u0002ELF", "binary", "CM1002" },
        { "kind: Poem\n", "Poem", "CM1105" },
    };
}
