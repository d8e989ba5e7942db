using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>The same for the request engine.</summary>
public sealed class RequestScoreCountTests() : ScoreCountTests(EngineKind.Request, replications: 1);
