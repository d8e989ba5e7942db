using Coalmine.Statistics.Estimates;

namespace Coalmine.Workbench.Characteristics;

/// <summary>A measure of a policy over the replications of a scenario. Never a number without its interval.</summary>
public sealed record OperatingCharacteristic
{
    /// <summary>What is measured.</summary>
    public required CharacteristicDefinition Definition { get; init; }

    /// <summary>The estimate; censored where it lies beyond the horizon.</summary>
    public required CensoredValue Estimate { get; init; }

    /// <summary>Lower end of the 95 % interval.</summary>
    public required CensoredValue Lower { get; init; }

    /// <summary>Upper end of the 95 % interval; infinite where so few rollouts bound nothing.</summary>
    public required CensoredValue Upper { get; init; }

    /// <summary>How the interval was made.</summary>
    public required IntervalMethod Method { get; init; }

    /// <summary>Rollouts behind the estimate.</summary>
    public required long Count { get; init; }

    /// <summary>Rollouts among them whose value is known to exceed the horizon and nothing more.</summary>
    public long Censored { get; init; }
}
