using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>The same for the request engine.</summary>
public sealed class RequestLearnedCountTests() : LearnedCountTests(EngineKind.Request, replications: 3);
