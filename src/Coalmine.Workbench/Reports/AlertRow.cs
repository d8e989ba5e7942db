using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>One row of the table of alerts in long form: an alert, a policy, a scenario, a measure. Fields are only ever added.</summary>
[CsvRecord]
internal sealed partial record AlertRow
{
    /// <summary>The alert.</summary>
    [CsvColumn("alert")]
    public required string Alert { get; init; }

    /// <summary>Whether it could fire at all.</summary>
    [CsvColumn("canFire")]
    public required string CanFire { get; init; }

    /// <summary>The policy that it looked on.</summary>
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

    /// <summary>The estimate; the horizon where it is censored.</summary>
    [CsvColumn("estimate")]
    public required double? Estimate { get; init; }

    /// <summary>Lower end of the interval.</summary>
    [CsvColumn("lower")]
    public required double? Lower { get; init; }

    /// <summary>Upper end of the interval; empty where nothing bounds it.</summary>
    [CsvColumn("upper")]
    public required double? Upper { get; init; }

    /// <summary>Which of estimate, lower and upper are censored: known only to be larger.</summary>
    [CsvColumn("censored")]
    public required string Censored { get; init; }

    /// <summary>How the interval was made.</summary>
    [CsvColumn("method")]
    public required string Method { get; init; }

    /// <summary>Rollouts.</summary>
    [CsvColumn("n")]
    public required long Count { get; init; }

    /// <summary>Rollouts among them whose value is censored.</summary>
    [CsvColumn("nCensored")]
    public required long CensoredCount { get; init; }

    /// <summary>The engine that brought the scenario's world forward.</summary>
    [CsvColumn("engine")]
    public required string Engine { get; init; }
}
