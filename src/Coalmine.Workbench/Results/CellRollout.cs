using Coalmine.Simulation;

namespace Coalmine.Workbench.Results;

/// <summary>A rollout of a cell: as it waits to be written, or as it was read.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Result">What became of it.</param>
internal readonly record struct CellRollout(long Cell, RolloutResult Result);
