using Coalmine.Manifests.Readers;

namespace Coalmine.Workbench.Suites.Reading;

/// <summary>The readers of values that only suites have.</summary>
internal static class SuiteUnits
{
    /// <summary>The probability of a false alarm of a whole suite.</summary>
    public static QuantityReader FalseAlarm { get; } = new(
        "probability of a false alarm", "a probability above 0% and at most 0.1%, or a bare number above 0 and at most 0.001",
        new Limits(0, 0.001m, WithLeast: false), ("%", 0.01m), ("", 1));

    /// <summary>The confidence with which something holds.</summary>
    public static QuantityReader Confidence { get; } = new(
        "confidence", "a share from 50% to less than 100%, such as 99%, or a bare number from 0.5 to less than 1",
        new Limits(0.5m, 1, WithMost: false), ("%", 0.01m), ("", 1));

    /// <summary>A seed.</summary>
    public static WholeNumberReader Seed { get; } = new("seed", 0, int.MaxValue);

    /// <summary>The most rollouts of a pair.</summary>
    public static WholeNumberReader Replications { get; } = new("number of rollouts", 100, 10_000_000);

    /// <summary>The path of a file.</summary>
    public static WordsReader Path { get; } = new("file", "the path of a file, from the folder of this one");

    /// <summary>The path of a recorded rollout.</summary>
    public static WordsReader Incident { get; } = new(
        "incident", "the path of an incident's folder, or of a journal, from the folder of this one");

    /// <summary>A name of something that the suite lists.</summary>
    public static WordsReader Listed { get; } = new("name", "the name of a file that the suite lists, without folder and ending");
}
