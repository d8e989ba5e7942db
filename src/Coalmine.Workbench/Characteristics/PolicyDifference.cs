using Coalmine.Statistics.Intervals;

namespace Coalmine.Workbench.Characteristics;

/// <summary>How much more of something a policy has than the first one of the study, on the same replications.</summary>
public sealed record PolicyDifference
{
    /// <summary>What is compared.</summary>
    public required CharacteristicDefinition Definition { get; init; }

    /// <summary>The policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy it is compared with.</summary>
    public required string Against { get; init; }

    /// <summary>The policy's mean (or share) less the other one's.</summary>
    public required double Estimate { get; init; }

    /// <summary>The 95 % interval of the difference.</summary>
    public required Interval Interval { get; init; }

    /// <summary>How the interval was made.</summary>
    public required IntervalMethod Method { get; init; }

    /// <summary>Pairs of rollouts.</summary>
    public required long Count { get; init; }

    /// <summary>
    /// The variance that separate replications would have had, over the variance of the paired difference: how many times more replications it would have taken
    /// without common random numbers. Positive infinity where all differences are equal, NaN where nothing varies at all.
    /// </summary>
    public required double PairingGain { get; init; }
}
