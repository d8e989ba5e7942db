using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>What to do about a lease. A closed union.</summary>
public abstract record LeaseMove
{
    private LeaseMove()
    {
    }

    /// <summary>There is none: make one.</summary>
    public sealed record Create(JsonObject Body, long Fence) : LeaseMove;

    /// <summary>It is ours, free, or has run out: write it.</summary>
    /// <param name="Body">The lease to write, with the version that it was read with.</param>
    /// <param name="Fence">Its transitions then.</param>
    public sealed record Write(JsonObject Body, long Fence) : LeaseMove;

    /// <summary>Somebody else has it.</summary>
    /// <param name="Holder">Who.</param>
    /// <param name="After">When to look again.</param>
    public sealed record Wait(string Holder, TimeSpan After) : LeaseMove;
}
