namespace Coalmine.Rollouts.Controllers.Argo.Replicas;

/// <summary>What is known of one replica set.</summary>
/// <param name="Spec">Pods asked for.</param>
/// <param name="Created">Pods that exist.</param>
/// <param name="Available">Pods that serve.</param>
internal readonly record struct ReplicaSetCount(int Spec, int Created, int Available)
{
    /// <summary>Whether the replica set exists; counts of one that does not are 0.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>No such replica set.</summary>
    public static ReplicaSetCount None => new(0, 0, 0) { Exists = false };

    /// <summary>Pods that count when others may be removed: those asked for that are available, or all that are asked for.</summary>
    /// <param name="ignoresAvailability">Whether unavailable pods count too.</param>
    public int Remaining(bool ignoresAvailability) => ignoresAvailability ? Spec : Math.Min(Spec, Available);
}
