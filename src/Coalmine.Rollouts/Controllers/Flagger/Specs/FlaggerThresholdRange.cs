namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary><c>thresholdRange</c>: both ends belong to it, either may be absent, and one without ends passes everything.</summary>
/// <param name="Min">Lowest value that passes.</param>
/// <param name="Max">Highest value that passes.</param>
public sealed record FlaggerThresholdRange(double? Min, double? Max);
