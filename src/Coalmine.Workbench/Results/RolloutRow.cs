using CsvHelper;

namespace Coalmine.Workbench.Results;

/// <summary>One rollout of a run as a row of an exported table. Fields are only ever added.</summary>
[CsvRecord]
internal sealed partial record RolloutRow
{
    /// <summary>The scenario.</summary>
    [CsvColumn("scenario")]
    public required string Scenario { get; init; }

    /// <summary>The policy.</summary>
    [CsvColumn("policy")]
    public required string Policy { get; init; }

    /// <summary>The seed.</summary>
    [CsvColumn("seed")]
    public required ulong Seed { get; init; }

    /// <summary>The number of the replication.</summary>
    [CsvColumn("replication")]
    public required long Replication { get; init; }

    /// <summary>How it ended.</summary>
    [CsvColumn("outcome")]
    public required string Outcome { get; init; }

    /// <summary>Seconds until it ended.</summary>
    [CsvColumn("endedSeconds")]
    public required double EndedSeconds { get; init; }

    /// <summary>The check that caused a rollback on evidence; empty otherwise.</summary>
    [CsvColumn("cause")]
    public required string Cause { get; init; }

    /// <summary>Whether the rollback was a detection.</summary>
    [CsvColumn("detected")]
    public required string Detected { get; init; }

    /// <summary>Seconds from the onset to the detection; empty where nothing was detected.</summary>
    [CsvColumn("detectionSeconds")]
    public required double? DetectionSeconds { get; init; }

    /// <summary>Requests served by a regressed canary.</summary>
    [CsvColumn("exposedRequests")]
    public required double ExposedRequests { get; init; }

    /// <summary>Distinct users among them.</summary>
    [CsvColumn("exposedUsers")]
    public required double ExposedUsers { get; init; }

    /// <summary>Expected excess of bad answers.</summary>
    [CsvColumn("hurtAnswers")]
    public required double HurtAnswers { get; init; }

    /// <summary>Requests served by the canary.</summary>
    [CsvColumn("canaryRequests")]
    public required double CanaryRequests { get; init; }

    /// <summary>Looks taken.</summary>
    [CsvColumn("looks")]
    public required int Looks { get; init; }

    /// <summary>The last step entered, from 0; -1 where no traffic was shifted.</summary>
    [CsvColumn("lastStep")]
    public required int LastStep { get; init; }
}
