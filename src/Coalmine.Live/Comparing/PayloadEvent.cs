using System.Text.Json;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Comparing;

/// <summary>
/// What the headers of a logged payload say: CloudEvents 1.0 in binary mode, as Seldon Core v1.18 (executor/logger/worker.go; the request's id is
/// <c>requestid</c>) and KServe v0.20 (pkg/logger/worker.go, handler.go; the request's id is <c>id</c>, chosen headers stand in <c>metadata</c>) send them.
/// </summary>
/// <param name="Arm">Whose payload it is; nothing where it is not to be counted.</param>
/// <param name="Id">The request.</param>
/// <param name="Reason">Why it is not counted: a word of <see cref="Ignored"/> or <see cref="Unreadable"/>.</param>
internal readonly record struct PayloadEvent(Arm? Arm, string Id, string Reason)
{
    private const int MostId = 200;
    private const string Answer = ".inference.response";

    /// <summary>Words for payloads that are well, and none of ours: no answers, another service's, another node's, another arm's.</summary>
    public static IReadOnlyList<string> Ignored { get; } = ["kind", "service", "model", "arm"];

    /// <summary>Words for payloads that cannot be used; the first ones are those of <see cref="JudgedReader"/>.</summary>
    public static IReadOnlyList<string> Unreadable { get; } = ["json", "part", "form", "type", "id", "size"];

    /// <summary>Reads headers.</summary>
    /// <param name="settings">What is wanted.</param>
    /// <param name="header">The value of a header; empty for none.</param>
    public static PayloadEvent Read(ComparatorSettings settings, Func<string, string> header)
    {
        string type = header("Ce-Type");
        if (type.Length == 0)
            return Not("type");
        if (!type.EndsWith(Answer, StringComparison.Ordinal))
            return Not("kind");
        string service = Attribute(header, "Inferenceservicename");
        if (settings.Service.Length > 0 && service != settings.Service)
            return Not("service");
        if (settings.Model.Length > 0 && Attribute(header, "Modelid") != settings.Model)
            return Not("model");
        string name = settings.ArmSource == ArmSource.Endpoint ? Attribute(header, "Endpoint") : service;
        Arm? arm = name == settings.Canary ? Rollouts.Plan.Arm.Canary : name == settings.Baseline ? Rollouts.Plan.Arm.Baseline : null;
        if (arm is null)
            return Not("arm");
        string id = IdOf(settings, header);
        return id.Length is > 0 and <= MostId ? new PayloadEvent(arm, id, "") : Not("id");
    }

    private static PayloadEvent Not(string reason) => new(null, "", reason);

    private static string IdOf(ComparatorSettings settings, Func<string, string> header)
    {
        if (settings.RequestHeader.Length > 0)
            return FromMetadata(Attribute(header, "Metadata"), settings.RequestHeader);
        string request = Attribute(header, "Requestid");
        return request.Length > 0 ? request : Attribute(header, "Id");
    }

    // CloudEvents percent-encodes spaces, quotes and percent signs in headers (HTTP binding 1.0.2, 3.1.3.2); not every sender does.
    private static string Attribute(Func<string, string> header, string name) => Uri.UnescapeDataString(header("Ce-" + name));

    // {"X-Request-Id":["..."]}
    private static string FromMetadata(string metadata, string name)
    {
        try
        {
            using JsonDocument read = JsonDocument.Parse(metadata);
            if (read.RootElement.ValueKind != JsonValueKind.Object)
                return "";
            foreach (JsonProperty each in read.RootElement.EnumerateObject())
                if (each.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && each.Value is { ValueKind: JsonValueKind.Array } values
                    && values.GetArrayLength() > 0 && values[0].ValueKind == JsonValueKind.String)
                    return values[0].GetString()!;
        }
        catch (JsonException)
        {
            // As if there were none.
        }

        return "";
    }
}
