using Coalmine.Simulation.Models;

namespace Coalmine.Simulation.Binned;

/// <summary>The laws of one cell. Cells in which the world behaves alike share one.</summary>
/// <param name="Baseline">The baseline's requests.</param>
/// <param name="Canary">The canary's requests.</param>
/// <param name="Pairs">Mirrored pairs.</param>
internal sealed record CellLaw(ArmLaw Baseline, ArmLaw Canary, PairLaw Pairs);
