using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>What came of an expected moment.</summary>
/// <param name="Expected">What was expected.</param>
/// <param name="Position">Where it is written.</param>
/// <param name="Passes">Whether it came so.</param>
/// <param name="Wanted">What was expected, in words.</param>
/// <param name="Got">What came, in words.</param>
public sealed record MomentResult(ExpectedMoment Expected, TextPosition Position, bool Passes, string Wanted, string Got);
