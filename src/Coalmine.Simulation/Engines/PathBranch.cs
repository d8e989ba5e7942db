using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Engines;

/// <summary>Streams that take the place of others.</summary>
/// <param name="From">The first cell with them.</param>
/// <param name="Cells">The key below which its and later cells' streams lie.</param>
internal readonly record struct PathBranch(int From, StreamKey Cells);
