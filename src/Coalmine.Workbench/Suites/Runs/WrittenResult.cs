using System.Collections.Immutable;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>What came of a case on written answers.</summary>
/// <param name="Case">The case.</param>
/// <param name="Steps">What the controller did.</param>
/// <param name="Moments">What came of what was expected.</param>
public sealed record WrittenResult(WrittenCase Case, ImmutableArray<WrittenStep> Steps, ImmutableArray<MomentResult> Moments);
