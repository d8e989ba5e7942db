using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Traffic;

/// <summary>What <see cref="WorkloadFinder"/> found.</summary>
/// <param name="Target">The target, with the Deployments where they were found.</param>
/// <param name="Said">What people should know of it; nothing where nothing was looked for.</param>
public sealed record WorkloadFinding(TrafficTarget Target, Message? Said);
