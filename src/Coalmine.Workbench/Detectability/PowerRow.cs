using CsvHelper;

namespace Coalmine.Workbench.Detectability;

/// <summary>A row of <c>power.csv</c>: what is seen by a time with the wanted power.</summary>
[CsvRecord]
internal sealed partial record PowerRow
{
    /// <summary>The metric or the check.</summary>
    [CsvColumn("name")]
    public required string Name { get; init; }

    /// <summary>The method.</summary>
    [CsvColumn("method")]
    public required string Method { get; init; }

    /// <summary>Seconds since the beginning of the first step.</summary>
    [CsvColumn("seconds")]
    public required double Seconds { get; init; }

    /// <summary>The smallest share of bad events that is seen; empty where none is.</summary>
    [CsvColumn("seen")]
    public required double? Seen { get; init; }

    /// <summary>The same for a test that looks once, then.</summary>
    [CsvColumn("seenAtOneLook")]
    public required double? SeenAtOneLook { get; init; }

    /// <summary>Today's share of bad events.</summary>
    [CsvColumn("baseline")]
    public required double? Baseline { get; init; }
}
