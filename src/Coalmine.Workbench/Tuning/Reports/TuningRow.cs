using CsvHelper;

namespace Coalmine.Workbench.Tuning.Reports;

/// <summary>One row of a tuning run's table in long form: a candidate, and one of its fields or objectives. Fields are only ever added.</summary>
[CsvRecord]
internal sealed partial record TuningRow
{
    /// <summary>The candidate's number; 0 for the given policy.</summary>
    [CsvColumn("candidate")]
    public required int Candidate { get; init; }

    /// <summary>What the row is: <c>field</c>, <c>objective</c> (on the seed of the search), <c>fresh</c> or <c>difference</c> (on fresh seeds).</summary>
    [CsvColumn("row")]
    public required string Kind { get; init; }

    /// <summary>The field or the objective.</summary>
    [CsvColumn("name")]
    public required string Name { get; init; }

    /// <summary>What the field says; empty for others.</summary>
    [CsvColumn("value")]
    public string Value { get; init; } = "";

    /// <summary>The unit; empty for fields.</summary>
    [CsvColumn("unit")]
    public string Unit { get; init; } = "";

    /// <summary>The estimate.</summary>
    [CsvColumn("estimate")]
    public double? Estimate { get; init; }

    /// <summary>Lower end of its 95 % interval.</summary>
    [CsvColumn("lower")]
    public double? Lower { get; init; }

    /// <summary>Upper end of it.</summary>
    [CsvColumn("upper")]
    public double? Upper { get; init; }

    /// <summary>Replications a scenario.</summary>
    [CsvColumn("n")]
    public int? Count { get; init; }

    /// <summary>Whether the candidate is on the front.</summary>
    [CsvColumn("on_front")]
    public required bool IsOnFront { get; init; }

    /// <summary>Whether it is the recommended one.</summary>
    [CsvColumn("recommended")]
    public required bool IsRecommended { get; init; }
}
