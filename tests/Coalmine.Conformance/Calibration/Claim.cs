namespace Coalmine.Conformance.Calibration;

/// <summary>What a row of the table is there for.</summary>
internal enum Claim
{
    /// <summary>The method's documentation promises the level under these conditions.</summary>
    Promise,

    /// <summary>The documentation says that the level does not hold here: before a burn-in, or for a rule that was never made for repeated looks.</summary>
    CounterExample,
}
