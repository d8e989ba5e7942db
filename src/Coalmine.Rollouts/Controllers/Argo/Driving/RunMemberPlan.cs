using System.Collections.Immutable;
using Coalmine.Rollouts.Controllers.Argo.Analysis;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>One analysis of a run.</summary>
/// <param name="Name">What it is called in sentences.</param>
/// <param name="Preparation">The analysis, or why it fails at once.</param>
/// <param name="FirstCheck">Index of the check of its first metric; the others follow.</param>
/// <param name="Queries">The query of the measurement plan for each metric.</param>
/// <param name="IsRequired">Whether an experiment waits for it.</param>
internal sealed record RunMemberPlan(string Name, AnalysisPreparation Preparation, int FirstCheck, ImmutableArray<int> Queries, bool IsRequired);
