using System.Collections.Immutable;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Serving;

/// <summary>How one kind of requests is divided among arms.</summary>
/// <param name="Name">The route's name; where it has none, what it is and its place, such as <c>http[0]</c>.</param>
/// <param name="Shares">The arms with their weights, in the order of the file; none where the route answers by itself (a redirect).</param>
public sealed record ServingRoute(string Name, ImmutableArray<ArmShare> Shares)
{
    /// <summary>The arms that get copies.</summary>
    public ImmutableArray<ArmMirror> Mirrors { get; init; } = [];

    /// <summary>Whether it is only for requests that match a condition.</summary>
    public bool IsConditional { get; init; }

    /// <summary>All weights together; 0 where nothing gets requests.</summary>
    public long Total => Shares.Sum(share => share.Weight);

    /// <summary>An arm's share, from 0 to 1; 0 for an arm that is not on the route.</summary>
    /// <param name="arm">The arm, by its place among the topology's arms.</param>
    public double ShareOf(int arm) => Total == 0 ? 0 : (double)Shares.Where(share => share.Arm == arm).Sum(share => share.Weight) / Total;

    /// <summary>The canary's weight as integer parts of an integer total; nothing where no requests are divided or the total is beyond 2,147,483,647.</summary>
    /// <param name="arm">The canary, by its place among the topology's arms.</param>
    public TrafficWeight? WeightOf(int arm) => Total is <= 0 or > int.MaxValue
        ? null
        : new TrafficWeight((int)Shares.Where(share => share.Arm == arm).Sum(share => share.Weight), (int)Total);
}
