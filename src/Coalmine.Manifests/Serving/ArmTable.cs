using System.Collections.Immutable;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>The arms of a routing object, which names them where it sends requests: the same name is the same arm.</summary>
internal sealed class ArmTable
{
    private readonly List<ServingArm> _arms = [];
    private readonly HashSet<string> _answering = new(StringComparer.Ordinal);
    private readonly HashSet<int> _usual = [];

    /// <summary>The arm that a route sends requests to.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isConditional">Whether the route is only for requests that match something.</param>
    /// <param name="labels">The labels of its pods.</param>
    public int Answering(string name, bool isConditional, ImmutableSortedDictionary<string, string>? labels = null)
    {
        _answering.Add(name);
        int place = PlaceOf(name, labels);
        if (!isConditional)
            _usual.Add(place);
        return place;
    }

    /// <summary>The arm that a route sends copies to.</summary>
    public int Mirrored(string name, ImmutableSortedDictionary<string, string>? labels = null) => PlaceOf(name, labels);

    /// <summary>The arms with their roles: what gets copies and never answers is a shadow.</summary>
    public ImmutableArray<ServingArm> Finish() =>
        ArmRoles.Guess([.. _arms.Select(arm => _answering.Contains(arm.Name) ? arm : arm with { Role = ServingRole.Shadow })], _usual);

    private int PlaceOf(string name, ImmutableSortedDictionary<string, string>? labels)
    {
        int place = _arms.FindIndex(arm => arm.Name == name);
        if (place >= 0)
            return place;
        _arms.Add(new ServingArm(name, ServingRole.Other) { Labels = labels ?? ImmutableSortedDictionary<string, string>.Empty });
        return _arms.Count - 1;
    }
}
