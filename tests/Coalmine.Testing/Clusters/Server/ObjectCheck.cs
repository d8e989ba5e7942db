using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Coalmine.Testing.Clusters.Kinds;

namespace Coalmine.Testing.Clusters.Server;

/// <summary>What is wrong with an object that is to be stored.</summary>
internal static partial class ObjectCheck
{
    private const string Subdomain =
        "a DNS-1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    /// <summary>The causes, metadata first; none for a sound object.</summary>
    public static IEnumerable<FieldCause> Of(JsonObject o, JsonObject? existing, ResourceKind kind)
    {
        string name = JsonText.Text(o, "metadata", "name");
        if (existing is null && name.Length == 0)
            yield return FieldCause.Required("metadata.name", "name or generateName is required");
        else if (existing is null && !SubdomainForm().IsMatch(name))
            yield return FieldCause.Invalid("metadata.name", $"\"{name}\"", Subdomain);
        foreach (string field in existing is null ? ["uid"] : (string[])["name", "namespace", "uid"])
        {
            string value = JsonText.Text(o, "metadata", field);
            if (existing is not null && value != JsonText.Text(existing, "metadata", field))
                yield return FieldCause.Invalid($"metadata.{field}", $"\"{value}\"", "field is immutable");
        }

        foreach (string map in (string[])["labels", "annotations"])
        {
            foreach ((string key, JsonNode? value) in o["metadata"]![map] as JsonObject ?? [])
            {
                if (map == "labels" && !LabelForm().IsMatch(value?.ToString() ?? ""))
                    yield return FieldCause.Invalid("metadata.labels", $"\"{value}\"", LabelRule);
                if (!KeyForm().IsMatch(key))
                    yield return FieldCause.Invalid($"metadata.{map}", $"\"{key}\"", KeyRule);
            }
        }

        foreach (FieldCause cause in BuiltInForm.Check(o, kind))
            yield return cause;
        if (!kind.IsCustom)
            yield break;
        if (JsonText.Text(o, "kind") != kind.Kind)
            yield return FieldCause.Invalid("kind", $"\"{JsonText.Text(o, "kind")}\"", $"must be {kind.Kind}");
        foreach (FieldCause cause in SchemaCheck.Check(o, kind.Schema, ""))
            yield return cause;
    }

    private const string LabelRule =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private const string KeyRule =
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$")]
    private static partial Regex SubdomainForm();

    [GeneratedRegex("^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$")]
    private static partial Regex LabelForm();

    [GeneratedRegex("^([^/]+/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$")]
    private static partial Regex KeyForm();
}
