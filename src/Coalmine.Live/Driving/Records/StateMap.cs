using System.Text.Json.Nodes;
using Coalmine.Live.Kubernetes;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Driving.Records;

/// <summary>
/// The ConfigMap <c>coalmine-NAME</c> of a target: bears the journal for another pod to go on with, and operators' words. Each write is conditional on
/// the version
/// read and bears the driver's number.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="ns">The target's namespace.</param>
/// <param name="name">What is rolled out.</param>
public sealed class StateMap(ClusterClient client, string ns, string name) : IOperatorDesk
{
    /// <summary>
    /// The annotation in which operators leave word: <c>pause</c>, <c>resume</c>, <c>promote</c> or <c>abort</c>, and after it whatever tells it from the
    /// last.
    /// </summary>
    public const string Say = "coalmine.dev/say";

    private const string FenceMark = "coalmine.dev/fence";
    private const int MostTries = 5;
    private readonly ClusterResource _map = new(ResourceKinds.ConfigMap, ns, $"coalmine-{name}");

    /// <summary>The object.</summary>
    public ClusterResource Resource => _map;

    /// <summary>What the map bears.</summary>
    /// <returns>The data of a key; empty where there is none. Or why it could not be read.</returns>
    public async ValueTask<(byte[] Data, string Problem)> ReadAsync(string key, CancellationToken cancellation)
    {
        ClusterAnswer answer = await client.GetAsync(_map, cancellation).ConfigureAwait(false);
        if (answer is ClusterAnswer.NotFound)
            return ([], "");
        if (answer is not ClusterAnswer.Ok ok)
            return ([], answer.Text);
        try
        {
            return (Convert.FromBase64String(ok.Body.Text("binaryData", key)), "");
        }
        catch (FormatException)
        {
            return ([], $"{_map} holds no base64 under {key}");
        }
    }

    /// <summary>Writes the data of a key, unless a newer driver has written there.</summary>
    public async ValueTask<StoreWrite> WriteAsync(string key, byte[]? data, long fence, CancellationToken cancellation)
    {
        string problem = "";
        for (int tries = 0; tries < MostTries; tries++)
        {
            ClusterAnswer read = await client.GetAsync(_map, cancellation).ConfigureAwait(false);
            ClusterAnswer answer;
            if (read is ClusterAnswer.Ok ok)
            {
                if (FenceOf(ok.Body) > fence)
                    return new StoreWrite.Superseded(FormattableString.Invariant($"{_map} bears number {FenceOf(ok.Body)}, ours is {fence}."));
                JsonObject patch = Body(key, data, fence);
                ((JsonObject)patch["metadata"]!)["resourceVersion"] = ok.Body.Text("metadata", "resourceVersion");
                answer = await client.PatchAsync(_map, new ClusterPatch(PatchForm.Merge, patch), cancellation).ConfigureAwait(false);
            }
            else if (read is ClusterAnswer.NotFound)
            {
                JsonObject made = Body(key, data, fence);
                (made["apiVersion"], made["kind"]) = ("v1", "ConfigMap");
                ((JsonObject)made["metadata"]!)["name"] = _map.Name;
                answer = await client.CreateAsync(ResourceKinds.ConfigMap, ns, made, dryRun: false, cancellation).ConfigureAwait(false);
            }
            else
            {
                return new StoreWrite.Failed(read.Text);
            }

            if (answer is ClusterAnswer.Ok)
                return new StoreWrite.Kept();
            problem = answer.Text;
            if (answer is not (ClusterAnswer.Conflict or ClusterAnswer.AlreadyExists))
                break;
        }

        return new StoreWrite.Failed(problem);
    }

    /// <summary>Leaves word for the driver.</summary>
    /// <param name="text">The word, and after it who says it and when.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <returns>Why it was not left; empty where it was.</returns>
    public async ValueTask<string> LeaveAsync(string text, CancellationToken cancellation)
    {
        ClusterAnswer answer = await client.PatchAsync(_map, new ClusterPatch(PatchForm.Merge, Annotation(text)), cancellation).ConfigureAwait(false);
        return answer is ClusterAnswer.NotFound ? $"There is no {_map}: no rollout of that name is driven there." : answer.Text;
    }

    /// <inheritdoc/>
    public async ValueTask<OperatorOrder?> LookAsync(CancellationToken cancellation) =>
        await client.GetAsync(_map, cancellation).ConfigureAwait(false) is ClusterAnswer.Ok ok ? OrderOf(ok.Body.Text("metadata", "annotations", Say)) : null;

    /// <inheritdoc/>
    public async ValueTask ClearAsync(OperatorOrder order, CancellationToken cancellation)
    {
        // Only if it is still the same: a newer word must not be lost.
        if (await client.GetAsync(_map, cancellation).ConfigureAwait(false) is not ClusterAnswer.Ok ok
            || ok.Body.Text("metadata", "annotations", Say) != order.Id)
            return;
        JsonObject patch = Annotation(null);
        ((JsonObject)patch["metadata"]!)["resourceVersion"] = ok.Body.Text("metadata", "resourceVersion");
        await client.PatchAsync(_map, new ClusterPatch(PatchForm.Merge, patch), cancellation).ConfigureAwait(false);
    }

    /// <summary>What an annotation says; nothing where its first word is none of the operators'.</summary>
    internal static OperatorOrder? OrderOf(string text) => text.Split(' ', 2)[0] switch
    {
        "pause" => new OperatorOrder(OperatorWord.Pause, text),
        "resume" => new OperatorOrder(OperatorWord.Resume, text),
        "promote" => new OperatorOrder(OperatorWord.Promote, text),
        "abort" => new OperatorOrder(OperatorWord.Abort, text),
        _ => null,
    };

    private static JsonObject Annotation(string? text) => new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Say] = text } } };

    private static JsonObject Body(string key, byte[]? data, long fence) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["annotations"] = new JsonObject { [FenceMark] = fence.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        },
        ["binaryData"] = new JsonObject { [key] = data is null ? null : Convert.ToBase64String(data) },
    };

    private static long FenceOf(JsonObject map) =>
        long.TryParse(map.Text("metadata", "annotations", FenceMark), System.Globalization.CultureInfo.InvariantCulture, out long fence) ? fence : 0;
}
