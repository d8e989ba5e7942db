using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Suites.Claims;

namespace Coalmine.Workbench.Suites.Written;

/// <summary>What came of an expected moment, or of what an incident's label asks.</summary>
/// <param name="Expected">What was expected; nothing where the label of an incident asks it.</param>
/// <param name="Position">Where it is written.</param>
/// <param name="State">Whether it came so, otherwise, or cannot be told.</param>
/// <param name="Wanted">What was expected, in words.</param>
/// <param name="Got">What came, in words; why it cannot be told where it cannot.</param>
public sealed record MomentResult(ExpectedMoment? Expected, TextPosition Position, ClaimState State, string Wanted, string Got)
{
    /// <summary>The words for what came as expected.</summary>
    internal const string AsExpected = "so it came";

    /// <summary>Whether it came so.</summary>
    public bool Passes => State == ClaimState.Holds;
}
