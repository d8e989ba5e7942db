using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Suites.Accepted;

/// <summary>A file of characteristics that somebody accepted: a policy that is loosened changes it, and the change can be reviewed.</summary>
/// <param name="File">The file, as it was given.</param>
/// <param name="Suite">The name of the suite.</param>
/// <param name="Risk">The probability that any of the bounds is beyond the true value already: at most so much.</param>
/// <param name="Cases">The cases.</param>
public sealed record AcceptedFile(string File, string Suite, double Risk, ImmutableArray<AcceptedCase> Cases)
{
    /// <summary>Where the risk is written.</summary>
    public TextPosition RiskAt { get; init; } = TextPosition.Start;

    /// <summary>Where the suite's name is written.</summary>
    public TextPosition SuiteAt { get; init; } = TextPosition.Start;
}
