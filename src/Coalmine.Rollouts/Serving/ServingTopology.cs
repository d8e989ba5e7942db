using System.Collections.Immutable;

namespace Coalmine.Rollouts.Serving;

/// <summary>
/// What a manifest of a serving or routing platform says: which versions there are, how requests are divided among them, how many pods they have. It carries
/// traffic and decides nothing: whether and when a weight changes is a policy's business.
/// </summary>
public sealed record ServingTopology
{
    /// <summary>The platform.</summary>
    public required ServingPlatform Platform { get; init; }

    /// <summary>The object's name.</summary>
    public required string Name { get; init; }

    /// <summary>The object's namespace; empty where the file does not say.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The versions, in the order of the file.</summary>
    public required ImmutableArray<ServingArm> Arms { get; init; }

    /// <summary>How requests are divided, in the order in which the platform tries its routes; platforms without routes of their own have one.</summary>
    public required ImmutableArray<ServingRoute> Routes { get; init; }

    /// <summary>What limits requests on their way.</summary>
    public ServingLimits Limits { get; init; } = ServingLimits.None;

    /// <summary>What a reader should know of what the platform does with it, one sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The first arm of a role, by its place; -1 where there is none.</summary>
    public int IndexOf(ServingRole role)
    {
        for (int i = 0; i < Arms.Length; i++)
        {
            if (Arms[i].Role == role)
                return i;
        }

        return -1;
    }

    /// <summary>The route of a name; nothing where there is none.</summary>
    public ServingRoute? Find(string route) => Routes.FirstOrDefault(one => one.Name == route);

    /// <summary>The same with the roles that are asked for: files do not say which version is the candidate, so that names are only a guess.</summary>
    /// <param name="baseline">The baseline's name.</param>
    /// <param name="canary">The canary's name; a shadow becomes none.</param>
    /// <exception cref="ArgumentException">There is no arm of a name, or both are the same.</exception>
    public ServingTopology WithRoles(string baseline, string canary)
    {
        foreach (string name in new[] { baseline, canary })
        {
            if (!Arms.Any(arm => arm.Name == name))
                throw new ArgumentException($"There is no arm '{name}'. Allowed: {string.Join(", ", Arms.Select(arm => arm.Name))}.");
        }

        if (baseline == canary)
            throw new ArgumentException($"'{baseline}' cannot be baseline and canary at once.");
        return this with
        {
            Arms = [.. Arms.Select(arm => arm with
            {
                Role = arm.Name == baseline ? ServingRole.Baseline : arm.Name == canary ? ServingRole.Canary
                    : arm.Role == ServingRole.Shadow ? ServingRole.Shadow : ServingRole.Other,
            })],
        };
    }
}
