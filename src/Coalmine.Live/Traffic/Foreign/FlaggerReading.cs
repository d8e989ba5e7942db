namespace Coalmine.Live.Traffic.Foreign;

/// <summary>How a Flagger Canary stands (flagger.app/v1beta1, v1.44).</summary>
public sealed record FlaggerReading
{
    /// <summary>The version read.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>
    /// The phase: Initializing, Initialized, Waiting, Progressing, WaitingPromotion, Promoting, Finalising, Succeeded, Failed, Terminating, Terminated.
    /// </summary>
    public string Phase { get; init; } = "";

    /// <summary>Hash of the pods that it took up last; tells one rollout from the next.</summary>
    public string Revision { get; init; } = "";

    /// <summary>
    /// The weight that Flagger believes in. Not what is routed: it decides by the route itself, and in blue/green and A/B this stays 0.
    /// </summary>
    public int Weight { get; init; }

    /// <summary>Failed checks of the analysis so far.</summary>
    public int FailedChecks { get; init; }

    /// <summary>Iterations done, where it counts those.</summary>
    public int Iterations { get; init; }

    /// <summary>How many failed checks roll it back.</summary>
    public int Threshold { get; init; }

    /// <summary>What the condition <c>Promoted</c> says.</summary>
    public string Message { get; init; } = "";

    /// <summary>Whether it decides nothing now (<c>spec.suspend</c>).</summary>
    public bool IsSuspended { get; init; }

    /// <summary>The workload that it follows.</summary>
    public string Workload { get; init; } = "";

    /// <summary>Whether a new version is out.</summary>
    public bool IsUnderWay => Phase is "Progressing" or "WaitingPromotion" or "Promoting" or "Finalising" or "Waiting";
}
