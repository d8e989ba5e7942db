using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Traffic;

/// <summary>What is wanted of a target. A closed union.</summary>
internal abstract record TrafficAim
{
    private TrafficAim()
    {
    }

    /// <summary>Whether it takes traffic from the canary whatever else is true.</summary>
    public bool IsRetreat => this is Share { Weight.Parts: 0 } or Abort or Mirror { On: false };

    /// <summary>A share for the canary.</summary>
    public sealed record Share(TrafficWeight Weight) : TrafficAim;

    /// <summary>Copies of the baseline's requests for the canary, or none any more.</summary>
    public sealed record Mirror(bool On) : TrafficAim;

    /// <summary>The canary's model for the baseline.</summary>
    public sealed record Promote : TrafficAim;

    /// <summary>The canary's version is given up.</summary>
    public sealed record Abort : TrafficAim;

    /// <summary>A number of pods for an arm.</summary>
    public sealed record Scale(Arm Arm, int Replicas) : TrafficAim;
}
