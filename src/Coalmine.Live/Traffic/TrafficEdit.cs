using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;

namespace Coalmine.Live.Traffic;

/// <summary>The next thing to do towards an aim, as the objects stand. A closed union.</summary>
internal abstract record TrafficEdit
{
    private TrafficEdit()
    {
    }

    /// <summary>One object is to become another.</summary>
    /// <param name="On">Which object.</param>
    /// <param name="Found">As it was read.</param>
    /// <param name="Wanted">As it should be; what is not mentioned here stays as it is.</param>
    /// <param name="IsLast">Whether the aim is reached then; otherwise look again and go on.</param>
    public sealed record Change(ClusterResource On, JsonObject Found, JsonObject Wanted, bool IsLast = true) : TrafficEdit
    {
        /// <summary>What a person should know of it; empty for nothing.</summary>
        public string Note { get; init; } = "";
    }

    /// <summary>The aim is reached already.</summary>
    /// <param name="Note">What a person should know of it; empty for nothing.</param>
    public sealed record Nothing(string Note = "") : TrafficEdit;

    /// <summary>The platform cannot, or must not, do this.</summary>
    public sealed record Impossible(string Text) : TrafficEdit;

    /// <summary>Something must come about in the cluster first.</summary>
    public sealed record Later(string Text, TimeSpan After) : TrafficEdit;
}
