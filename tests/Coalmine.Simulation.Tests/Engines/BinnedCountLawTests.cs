using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>The same for the binned engine.</summary>
public sealed class BinnedCountLawTests() : CountLawTests(EngineKind.Binned, share: 1);
