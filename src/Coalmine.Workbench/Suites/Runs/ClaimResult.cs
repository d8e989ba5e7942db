using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Suites.Claims;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>What came of a claim.</summary>
/// <param name="Test">The claim with its estimate, interval and rollouts.</param>
/// <param name="File">The file of the line that caused it: the check's where a check did, else that of the expectation.</param>
/// <param name="Position">The place of that line.</param>
/// <param name="Cause">What caused most of it, in words; empty where no check did.</param>
/// <param name="Advice">Why it is undecided and what to do; empty where it is decided.</param>
/// <param name="Examples">The two worst rollouts of a breached claim; none of others.</param>
public sealed record ClaimResult(
    ClaimTest Test, string File, TextPosition Position, string Cause, string Advice, ImmutableArray<SuiteExample> Examples);
