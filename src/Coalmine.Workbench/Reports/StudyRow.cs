using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>One row of a study's table in long form: a policy, a scenario, a measure. Fields are only ever added.</summary>
[CsvRecord]
internal sealed partial record StudyRow
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

    /// <summary>Empty for the policy itself; otherwise the policy that it is compared with on the same replications.</summary>
    [CsvColumn("against")]
    public required string Against { get; init; }

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

    /// <summary>What pairing gained, for differences.</summary>
    [CsvColumn("pairingGain")]
    public required double? PairingGain { get; init; }

    /// <summary>The engine that brought the scenario's world forward.</summary>
    [CsvColumn("engine")]
    public required string Engine { get; init; }

    /// <summary>Why the world needs single requests; empty where counts would do.</summary>
    [CsvColumn("requestsNeeded")]
    public required string RequestsNeeded { get; init; }
}
