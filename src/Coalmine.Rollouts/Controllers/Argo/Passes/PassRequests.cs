namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>What one pass asks for. Reused from pass to pass.</summary>
internal sealed class PassRequests
{
    private const int MostRuns = 8;
    private readonly RunRequest[] _runs = new RunRequest[MostRuns];
    private int _runCount;

    /// <summary>The weight written to the router; null when none was.</summary>
    public int? Weight { get; set; }

    /// <summary>The pods asked for of the canary; null when they are left alone.</summary>
    public int? CanaryReplicas { get; set; }

    /// <summary>The pods asked for of the replica set that was stable when the update began; null when they are left alone.</summary>
    public int? OldReplicas { get; set; }

    /// <summary>The runs created and cancelled, in order.</summary>
    public ReadOnlySpan<RunRequest> Runs => _runs.AsSpan(0, _runCount);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Weight = null;
        CanaryReplicas = null;
        OldReplicas = null;
        _runCount = 0;
    }

    /// <summary>Adds a run to create or to cancel.</summary>
    public void Add(RunRequest run) => _runs[_runCount++] = run;
}
