using System.Text.Json.Nodes;
using Coalmine.Testing.Clusters.Server;

namespace Coalmine.Conformance.Hostile;

/// <summary>People at the cluster: who edit the target, and who answer a rollout that waits for them.</summary>
internal sealed class HostilePeople(HostileWorld world)
{
    private const string Maps = $"/api/v1/namespaces/{SteeredObject.Namespace}/configmaps";
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private TimeSpan? _pausedSince;
    private int _said;

    /// <summary>Edits the target with kubectl, in one go.</summary>
    public void Edit(Mishap mishap)
    {
        if (JsonNode.Parse(world.Core.Handle(new ApiRequest("GET", world.Steered.Path)).Body) is not JsonObject found || found["spec"] is null)
            return;
        bool isWeight = mishap.Kind == MishapKind.WeightEdited;
        if (isWeight && !world.Steered.HasCanary(found))
            return;
        if (isWeight)
            world.Steered.Edit(found, mishap.Number);
        else
            Marks(found)["example.com/touched"] = $"{mishap.At.TotalMilliseconds}";
        world.Story.Count($"mishap: {mishap.Kind}");
        world.Story.Tell($"a person edits the target: {(isWeight ? $"weight {mishap.Number}" : "an annotation")}");
        _ = world.Core.Handle(new ApiRequest("PUT", world.Steered.Path, "application/json", found.ToJsonString()) { UserAgent = "kubectl-edit" });
    }

    /// <summary>Answers a rollout that has waited for a while.</summary>
    public void Look()
    {
        if (!world.IsPaused)
        {
            _pausedSince = null;
            return;
        }

        _pausedSince ??= world.Time.Elapsed;
        if (world.Time.Elapsed - _pausedSince < _patience)
            return;
        _pausedSince = null;
        Say(world.Luck.OneIn(4) ? "abort" : "resume");
    }

    private void Say(string word)
    {
        world.Story.Count($"said: {word}");
        world.Story.Tell($"a person says {word}");
        world.Oracle.Release();
        string text = $"{word} {++_said}";
        JsonObject map = new()
        {
            ["metadata"] = new JsonObject { ["name"] = $"coalmine-{SteeredObject.Name}", ["annotations"] = new JsonObject { ["coalmine.dev/say"] = text } },
        };
        ApiRequest patch = new("PATCH", $"{Maps}/coalmine-{SteeredObject.Name}", "application/merge-patch+json", map.ToJsonString());
        if (world.Core.Handle(patch).Status == 404)
            _ = world.Core.Handle(new ApiRequest("POST", Maps, "application/json", map.ToJsonString()));
    }

    private static JsonObject Marks(JsonObject found)
    {
        if (found["metadata"]!["annotations"] is not JsonObject marks)
            found["metadata"]!["annotations"] = marks = [];
        return marks;
    }
}
