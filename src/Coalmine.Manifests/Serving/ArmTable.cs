using System.Collections.Immutable;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>The arms of a routing object, which names them where it sends requests: the same name is the same arm.</summary>
internal sealed class ArmTable
{
    private readonly List<ServingArm> _arms = [];
    private readonly HashSet<string> _answering = new(StringComparer.Ordinal);

    /// <summary>The arm that a route sends requests to.</summary>
    public int Answering(string name, ImmutableSortedDictionary<string, string>? labels = null)
    {
        _answering.Add(name);
        return PlaceOf(name, labels);
    }

    /// <summary>The arm that a route sends copies to.</summary>
    public int Mirrored(string name, ImmutableSortedDictionary<string, string>? labels = null) => PlaceOf(name, labels);

    /// <summary>The arms with their roles: what gets copies and never answers is a shadow.</summary>
    public ImmutableArray<ServingArm> Finish() =>
        ArmRoles.Guess([.. _arms.Select(arm => _answering.Contains(arm.Name) ? arm : arm with { Role = ServingRole.Shadow })]);

    private int PlaceOf(string name, ImmutableSortedDictionary<string, string>? labels)
    {
        int place = _arms.FindIndex(arm => arm.Name == name);
        if (place >= 0)
            return place;
        _arms.Add(new ServingArm(name, ServingRole.Other) { Labels = labels ?? ImmutableSortedDictionary<string, string>.Empty });
        return _arms.Count - 1;
    }
}
