using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>What the server does to built-in objects: fills in what events and workloads always show, and reads times.</summary>
internal static partial class BuiltInForm
{
    private const int MostData = 1024 * 1024;

    /// <summary>Completes an object; refuses a time of a lease without microseconds.</summary>
    public static void Complete(JsonObject o, ResourceKind kind, JsonObject given)
    {
        switch (kind.Plural)
        {
            case "configmaps":
                CheckTexts(o, kind, given);
                break;
            case "leases":
                CheckMicroTimes(o, given);
                o["spec"] ??= new JsonObject();
                break;
            case "events" when kind.Group.Length == 0:
                foreach (string time in (ReadOnlySpan<string>)["firstTimestamp", "lastTimestamp", "eventTime"])
                {
                    if (!o.ContainsKey(time))
                        o[time] = null;
                }

                o["source"] ??= new JsonObject();
                o["reportingComponent"] ??= "";
                o["reportingInstance"] ??= "";
                break;
            case "deployments" or "replicasets":
                o["spec"] ??= new JsonObject();
                if (o["spec"] is JsonObject spec && spec["replicas"] is null)
                    spec["replicas"] = 1;
                o["status"] ??= new JsonObject();
                break;
            case "pods" or "services" or "namespaces":
                o["status"] ??= new JsonObject();
                break;
        }
    }

    /// <summary>What is wrong with a built-in object (kubernetes, pkg/apis/coordination/validation, pkg/apis/core/validation).</summary>
    public static IEnumerable<FieldCause> Check(JsonObject o, ResourceKind kind)
    {
        if (kind.Plural == "leases")
        {
            if (JsonText.Number(o, "spec", "leaseDurationSeconds") is <= 0 and long duration)
                yield return FieldCause.Invalid("spec.leaseDurationSeconds", $"{duration}", "must be greater than 0");
            if (JsonText.Number(o, "spec", "leaseTransitions") is < 0 and long transitions)
                yield return FieldCause.Invalid("spec.leaseTransitions", $"{transitions}", "must be greater than or equal to 0");
        }

        if (kind is { Plural: "events", Group: "" })
        {
            string about = JsonText.Text(o, "involvedObject", "namespace");
            string space = JsonText.Text(o, "metadata", "namespace");
            if (about.Length == 0 ? space != "default" : about != space)
                yield return FieldCause.Invalid("involvedObject.namespace", $"\"{about}\"", "does not match event.namespace");
        }

        if (kind.Plural is "configmaps" or "secrets" && (o["data"] as JsonObject ?? []).Sum(one => (long)one.Key.Length + (one.Value?.ToString().Length ?? 0)) > MostData)
            yield return new FieldCause("[]", "FieldValueTooLong", $"Too long: must have at most {MostData} bytes");
    }

    private static void CheckTexts(JsonObject o, ResourceKind kind, JsonObject given)
    {
        foreach ((_, JsonNode? value) in o["data"] as JsonObject ?? [])
        {
            if (value is null || value.GetValueKind() == System.Text.Json.JsonValueKind.String)
                continue;
            string text = value.ToJsonString(JsonText.Plain);
            throw ApiFailureException.BadRequest(
                $"{kind.Kind} in version \"v1\" cannot be handled as a {kind.Kind}: v1.{kind.Kind}.Data: ReadString: expects \" or n, but found {text[0]}{Where(given, text)}");
        }
    }

    private static void CheckMicroTimes(JsonObject o, JsonObject given)
    {
        foreach ((string field, string type) in (ReadOnlySpan<(string, string)>)[("acquireTime", "AcquireTime"), ("renewTime", "RenewTime")])
        {
            if (o["spec"]?[field] is not JsonValue value)
                continue;
            string text = value.ToString();
            if (MicroTime().IsMatch(text))
                continue;
            throw ApiFailureException.BadRequest(
                $"Lease in version \"v1\" cannot be handled as a Lease: v1.Lease.Spec: v1.LeaseSpec.{type}: unmarshalerDecoder: {Complaint(text)}{Where(given, text)}");
        }
    }

    // Go's time.Parse says which part of the layout it could not read; up to the seconds both are alike.
    private static string Complaint(string text)
    {
        string start = $"parsing time \"{text}\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse ";
        Match match = WholeSeconds().Match(text);
        return match.Success ? $"{start}\"{text[19..]}\" as \".000000\"" : $"{start}\"{text}\" as \"2006\"";
    }

    // The decoder shows the bytes around the place where it stopped: 10 before and after, then 50.
    private static string Where(JsonObject given, string text)
    {
        string body = given.ToJsonString(JsonText.Plain);
        int head = Math.Min(body.Length, Math.Max(0, body.IndexOf(text, StringComparison.Ordinal)) + text.Length + 1);
        string Around(int count) => body[Math.Max(0, head - count)..Math.Min(body.Length, head + count)];
        return FormattableString.Invariant(
            $", error found in #{Math.Min(10, head)} byte of ...|{Around(10)}|..., bigger context ...|{Around(50)}|...");
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex MicroTime();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")]
    private static partial Regex WholeSeconds();
}
