using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>How many pods a component of an InferenceService has, and what it serves.</summary>
/// <param name="Least">The fewest pods.</param>
/// <param name="Scaling">What changes their number.</param>
/// <param name="Model">Where the model lies.</param>
internal readonly record struct ComponentScale(int Least, ReplicaScaling? Scaling, string Model);
