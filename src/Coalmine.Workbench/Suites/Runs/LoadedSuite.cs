using System.Collections.Immutable;
using Coalmine.Workbench.Suites.Written;

namespace Coalmine.Workbench.Suites.Runs;

/// <summary>A suite whose files have been read and bound: it can be run.</summary>
/// <param name="Suite">The suite.</param>
/// <param name="Pairs">What is simulated.</param>
/// <param name="Written">What is played on written answers.</param>
public sealed record LoadedSuite(Suite Suite, ImmutableArray<SuitePair> Pairs, ImmutableArray<WrittenCase> Written);
