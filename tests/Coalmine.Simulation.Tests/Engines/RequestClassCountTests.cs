using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Tests.Engines;

/// <summary>The same for the request engine.</summary>
public sealed class RequestClassCountTests() : ClassCountTests(EngineKind.Request, replications: 1);
