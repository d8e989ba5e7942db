using CsvHelper;

namespace Coalmine.Workbench.Reports;

/// <summary>One row of a rollout's trace. Columns that an event does not have are empty. Fields are only ever added.</summary>
[CsvRecord]
internal sealed partial record TraceRow
{
    /// <summary>Seconds since the start.</summary>
    [CsvColumn("seconds")]
    public required double Seconds { get; init; }

    /// <summary>The kind of event.</summary>
    [CsvColumn("event")]
    public required string Event { get; init; }

    /// <summary>The plan's step.</summary>
    [CsvColumn("step")]
    public int? Step { get; init; }

    /// <summary>The canary's share of the traffic, from 0 to 1.</summary>
    [CsvColumn("weight")]
    public double? Weight { get; init; }

    /// <summary>The check.</summary>
    [CsvColumn("check")]
    public string Check { get; init; } = "";

    /// <summary>The verdict, or the decision.</summary>
    [CsvColumn("answer")]
    public string Answer { get; init; } = "";

    /// <summary>The canary's value in the metric's unit.</summary>
    [CsvColumn("canary")]
    public double? Canary { get; init; }

    /// <summary>The baseline's value.</summary>
    [CsvColumn("baseline")]
    public double? Baseline { get; init; }

    /// <summary>Samples behind the canary's value; for scrapes its requests since the last one.</summary>
    [CsvColumn("canaryCount")]
    public double? CanaryCount { get; init; }

    /// <summary>Samples behind the baseline's value; for scrapes its requests since the last one.</summary>
    [CsvColumn("baselineCount")]
    public double? BaselineCount { get; init; }

    /// <summary>The limit or margin tested.</summary>
    [CsvColumn("margin")]
    public double? Margin { get; init; }

    /// <summary>Natural logarithm of the evidence of harm.</summary>
    [CsvColumn("logHarm")]
    public double? LogHarm { get; init; }

    /// <summary>Natural logarithm of the evidence of safety.</summary>
    [CsvColumn("logSafety")]
    public double? LogSafety { get; init; }

    /// <summary>Lower end of the interval for the effect.</summary>
    [CsvColumn("lower")]
    public double? Lower { get; init; }

    /// <summary>Upper end of the interval for the effect.</summary>
    [CsvColumn("upper")]
    public double? Upper { get; init; }

    /// <summary>The factor by which counts were divided for dispersion.</summary>
    [CsvColumn("dispersion")]
    public double? Dispersion { get; init; }

    /// <summary>The sentence.</summary>
    [CsvColumn("text")]
    public string Text { get; init; } = "";
}
