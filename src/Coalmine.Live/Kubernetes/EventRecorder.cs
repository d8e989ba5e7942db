using System.Globalization;
using System.Text.Json.Nodes;

namespace Coalmine.Live.Kubernetes;

/// <summary>
/// Writes events (core/v1). What repeats is counted on the event that is there. Events live about an hour, and one that cannot be written is nothing to
/// stop for: the journal is the record, these are a courtesy.
/// </summary>
public sealed class EventRecorder(ClusterClient client, TimeProvider time)
{
    private const int MostText = 1024;
    private const int MostKept = 256;
    private readonly Dictionary<EventNote, (string Name, int Count)> _written = [];

    /// <summary>Writes an event, or counts it on the one that says the same.</summary>
    /// <returns>Why it was not written; empty where it was.</returns>
    public async ValueTask<string> WriteAsync(EventNote note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (_written.TryGetValue(note, out (string Name, int Count) earlier))
        {
            JsonObject again = new() { ["count"] = earlier.Count + 1, ["lastTimestamp"] = Now() };
            ClusterResource there = new(ResourceKinds.Event, note.On.Namespace, earlier.Name);
            ClusterAnswer counted = await client.PatchAsync(there, new ClusterPatch(PatchForm.Merge, again), cancellation).ConfigureAwait(false);
            if (counted is ClusterAnswer.Ok)
                _written[note] = (earlier.Name, earlier.Count + 1);
            // It may have run out, an hour being up: then the same is written anew.
            if (counted is not ClusterAnswer.NotFound)
                return counted.Text;
        }

        ClusterAnswer made = await client.CreateAsync(ResourceKinds.Event, note.On.Namespace, Body(note), dryRun: false, cancellation).ConfigureAwait(false);
        if (made is not ClusterAnswer.Ok ok)
            return made.Text;
        if (_written.Count >= MostKept)
            _written.Clear();
        _written[note] = (ok.Body.Text("metadata", "name"), 1);
        return "";
    }

    private JsonObject Body(EventNote note)
    {
        JsonObject involved = new()
        {
            ["apiVersion"] = note.On.Kind.ApiVersion,
            ["kind"] = note.On.Kind.Kind,
            ["namespace"] = note.On.Namespace,
            ["name"] = note.On.Name,
        };
        if (note.Uid.Length > 0)
            involved["uid"] = note.Uid;
        string now = Now();
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Event",
            ["metadata"] = new JsonObject { ["generateName"] = note.On.Name + ".", ["namespace"] = note.On.Namespace },
            ["involvedObject"] = involved,
            ["type"] = note.IsWarning ? "Warning" : "Normal",
            ["reason"] = note.Reason,
            ["message"] = note.Text.Length <= MostText ? note.Text : note.Text[..MostText],
            ["source"] = new JsonObject { ["component"] = ClusterClient.FieldManager },
            ["firstTimestamp"] = now,
            ["lastTimestamp"] = now,
            ["count"] = 1,
        };
    }

    // Unlike a lease's, an event's times are whole seconds.
    private string Now() => time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
