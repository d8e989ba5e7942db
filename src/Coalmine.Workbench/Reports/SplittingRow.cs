using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>One row of the table of rare rollbacks: a policy in a scenario. Fields are only ever added.</summary>
[CsvRecord]
internal sealed partial record SplittingRow
{
    /// <summary>The policy.</summary>
    [CsvColumn("policy")]
    public required string Policy { get; init; }

    /// <summary>The scenario.</summary>
    [CsvColumn("scenario")]
    public required string Scenario { get; init; }

    /// <summary>The scenario's truth.</summary>
    [CsvColumn("truth")]
    public required string Truth { get; init; }

    /// <summary>The measure's id.</summary>
    [CsvColumn("measure")]
    public required string Measure { get; init; }

    /// <summary>The unit.</summary>
    [CsvColumn("unit")]
    public required string Unit { get; init; }

    /// <summary>The estimate; empty where there is none.</summary>
    [CsvColumn("estimate")]
    public required double? Estimate { get; init; }

    /// <summary>Lower end of the interval.</summary>
    [CsvColumn("lower")]
    public required double? Lower { get; init; }

    /// <summary>Upper end of the interval.</summary>
    [CsvColumn("upper")]
    public required double? Upper { get; init; }

    /// <summary>How the interval was made.</summary>
    [CsvColumn("method")]
    public required string Method { get; init; }

    /// <summary>Standard error over the estimate; empty where it is not known.</summary>
    [CsvColumn("relativeError")]
    public required double? RelativeError { get; init; }

    /// <summary>Levels before the event itself.</summary>
    [CsvColumn("levels")]
    public required int Levels { get; init; }

    /// <summary>Repetitions.</summary>
    [CsvColumn("repetitions")]
    public required int Repetitions { get; init; }

    /// <summary>Paths at each level of a repetition.</summary>
    [CsvColumn("paths")]
    public required int Paths { get; init; }

    /// <summary>Rollouts played.</summary>
    [CsvColumn("playedRollouts")]
    public required long Played { get; init; }

    /// <summary>Plain replications for the same relative error; empty where that is not known.</summary>
    [CsvColumn("plainRollouts")]
    public required double? Plain { get; init; }

    /// <summary>The engine that brought the scenario's world forward.</summary>
    [CsvColumn("engine")]
    public required string Engine { get; init; }
}
