using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>The same for the binned engine.</summary>
public sealed class BinnedLearnedCountTests() : LearnedCountTests(EngineKind.Binned, replications: 20);
