using System.Collections.Immutable;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Workbench.Explanations.Words;

/// <summary>What an object that carries traffic does, in words.</summary>
internal static class CarrierWords
{
    /// <summary>The sentence that matters.</summary>
    public const string DecidesNothing = "carries traffic and does not decide: its weights stay until somebody writes others";

    /// <summary>An object that is not read.</summary>
    public const string Refused = "carries traffic, and cannot be read as it stands; the reasons follow";

    /// <summary>What is not modelled.</summary>
    public static ImmutableArray<string> NotModelled { get; } =
        ["any decision: give a Rollout, a Canary or a policy of ours with `--policy` to have one", "the platform's own reconciliation and its delays"];

    /// <summary>A DestinationRule.</summary>
    public static string Subsets(ServingSubsets rule) =>
        $"names the pods behind host {rule.Host}: {Sentences.List([.. rule.Subsets.Keys.Select(name => $"subset {name}")])}; it carries no weights and "
            + "decides nothing";

    /// <summary>The sentences on a topology.</summary>
    public static IEnumerable<string> Of(ServingTopology topology)
    {
        foreach (ServingArm arm in topology.Arms)
            yield return $"{Role(arm.Role)} {arm.Name}{Pods(arm)}{(arm.Model.Length > 0 ? $", model {arm.Model}" : "")}.";
        foreach (ServingRoute route in topology.Routes)
            yield return $"Route {route.Name}{(route.IsConditional ? " (for requests that match its condition)" : "")}: {Shares(topology, route)}.";
        foreach (string note in topology.Notes)
            yield return note.EndsWith('.') ? note : $"{note}.";
    }

    private static string Role(ServingRole role) => role switch
    {
        ServingRole.Baseline => "Baseline",
        ServingRole.Canary => "Canary",
        ServingRole.Shadow => "Shadow (gets copies; its answers are thrown away)",
        _ => "Another version",
    };

    private static string Pods(ServingArm arm)
    {
        string pods = arm.Replicas is { } replicas ? $": {Sentences.Count(replicas, "pod")}" : "";
        if (arm.Scaling is not { } scaling)
            return pods;
        string most = scaling.Most is { } limit ? $" to {Sentences.Number(limit)}" : " on, without a limit";
        return $"{pods}{(pods.Length > 0 ? ", " : ": ")}scaled from "
            + $"{Sentences.Number(scaling.Least)}{most}{(scaling.Metric.Length > 0 ? $" by {scaling.Metric}" : "")}";
    }

    private static string Shares(ServingTopology topology, ServingRoute route)
    {
        List<string> parts = [.. route.Shares.Select(share => $"{topology.Arms[share.Arm].Name} {Sentences.Number(100 * route.ShareOf(share.Arm))} %")];
        parts.AddRange(route.Mirrors.Select(mirror => $"copies of {Sentences.Number(mirror.Percent)} % to {topology.Arms[mirror.Arm].Name}"));
        return parts.Count == 0 ? "sends requests to no version" : Sentences.List(parts);
    }
}
