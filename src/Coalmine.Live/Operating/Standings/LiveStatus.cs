using Coalmine.Live.Driving;
using Coalmine.Live.Seam;

namespace Coalmine.Live.Operating.Standings;

/// <summary>How a target and the rollout on it stand, seen from outside of the driver.</summary>
public sealed record LiveStatus
{
    /// <summary>As of when.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The rollout as its record tells it; nothing where there is none.</summary>
    public LiveStanding? Standing { get; init; }

    /// <summary>Where the record was found, in words; empty where there is none.</summary>
    public string Record { get; init; } = "";

    /// <summary>Why a record could not be read, in words; empty where there is none or it could.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The target.</summary>
    public required TrafficReading Target { get; init; }

    /// <summary>Who drives; nothing where there is no lease.</summary>
    public LeaseHolder? Lease { get; init; }

    /// <summary>Why the lease could not be read; empty where it could.</summary>
    public string LeaseProblem { get; init; } = "";
}
