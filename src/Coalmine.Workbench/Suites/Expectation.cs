using Coalmine.Workbench.Characteristics;

namespace Coalmine.Workbench.Suites;

/// <summary>A bound on one characteristic.</summary>
/// <param name="Characteristic">What is bounded.</param>
/// <param name="Bound">How: which share or quantile of it, and from which side.</param>
/// <param name="Limit">The bound, in the characteristic's unit (shares from 0 to 1, times in seconds).</param>
/// <param name="Written">The bound as it is written, such as <c>falseRollback atMost 5%</c>.</param>
public sealed record Expectation(SuiteCharacteristic Characteristic, ExpectationBound Bound, double Limit, string Written)
{
    /// <summary>The confidence with which it must be established; nothing for the suite's.</summary>
    public double? Confidence { get; init; }

    /// <summary>What it was when somebody accepted it, as it is written; empty but in a file of accepted characteristics.</summary>
    public string Accepted { get; init; } = "";

    /// <summary>The unit of the limit.</summary>
    public CharacteristicUnit Unit => Characteristic.Unit;
}
