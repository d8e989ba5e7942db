using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Queries;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.PrometheusRules;

/// <summary>
/// Reads PrometheusRule objects of <c>monitoring.coreos.com/v1</c> (prometheus-operator v0.93.0) and plain rule files (prometheus v3.14.0,
/// <c>model/rulefmt</c>), which are the same below <c>groups</c>.
/// </summary>
internal static class RuleFileReader
{
    private static readonly string[] GroupFields = ["name", "interval", "query_offset", "limit", "labels", "rules", "partial_response_strategy"];
    private static readonly string[] RuleFields = ["record", "alert", "expr", "for", "keep_firing_for", "labels", "annotations"];

    /// <summary>Reads the document; what cannot be read is said and left out.</summary>
    public static RuleFileManifest Read(KubernetesObject owner)
    {
        ObjectReading reading = new(new DiagnosticList(owner.File.Source.File));
        bool isObject = owner.Kind == "PrometheusRule";
        ManifestPlace top = isObject ? owner.Place["spec"] : owner.Place;
        if (isObject)
            reading.Needed(owner.Place["metadata"]["name"], "the PrometheusRule");
        reading.Known(top, isObject ? "the spec of a PrometheusRule" : "a rule file", "groups", "namespace");
        List<RuleGroupManifest> groups = [];
        foreach (ManifestPlace place in reading.List(top["groups"]))
        {
            RuleGroupManifest group = Group(place, reading);
            if (groups.Exists(earlier => earlier.Name == group.Name))
                reading.Say(place["name"], Messages.GroupTwice(group.Name));
            groups.Add(group);
        }

        return new RuleFileManifest(owner, isObject, [.. groups], reading.Said.All);
    }

    private static RuleGroupManifest Group(ManifestPlace place, ObjectReading reading)
    {
        reading.Known(place, "a group", GroupFields);
        return new RuleGroupManifest(
            reading.Needed(place["name"], "the group"),
            place,
            Milliseconds(place["interval"], reading),
            Milliseconds(place["query_offset"], reading),
            reading.Whole(place["limit"]) ?? 0,
            Texts(place["labels"], reading),
            [.. reading.List(place["rules"]).Select(item => Rule(item, reading))]);
    }

    private static RuleManifest Rule(ManifestPlace place, ObjectReading reading)
    {
        reading.Known(place, "a rule", RuleFields);
        string record = reading.Text(place["record"]);
        string alert = reading.Text(place["alert"]);
        if (record.Length > 0 == alert.Length > 0)
            reading.Say(place, Messages.RecordOrAlert(record.Length > 0));
        bool isAlert = alert.Length > 0;
        if (!isAlert && place["for"].Exists)
            reading.Say(place["for"], Messages.OnlyForAlerts("for"));
        if (!isAlert && place["annotations"].Exists)
            reading.Say(place["annotations"], Messages.OnlyForAlerts("annotations"));
        string name = isAlert ? alert : record;
        reading.TextOrNumber(place["expr"]);
        if (!place["expr"].Exists)
            reading.Say(place["expr"], Messages.FieldMissing("expr", "the rule"));
        WrittenQuery? query = WrittenQuery.Of(
            place["expr"], isAlert ? QueryOwner.AlertingRule : QueryOwner.RecordingRule, isAlert ? $"alert {name}" : $"rule {name}");
        if (query?.Complaint is { } complaint)
            reading.Said.Add(complaint.Position, complaint.Message);
        return new RuleManifest(name, isAlert, place)
        {
            Query = query,
            For = Milliseconds(place["for"], reading),
            KeepFiringFor = Milliseconds(place["keep_firing_for"], reading),
            Labels = Texts(place["labels"], reading),
            Annotations = Texts(place["annotations"], reading),
        };
    }

    // Prometheus writes durations with d, w and y too; 0 may stand alone.
    private static long Milliseconds(ManifestPlace place, ObjectReading reading)
    {
        string text = reading.TextOrNumber(place);
        if (text is "" or "0")
            return 0;
        long read = QueryPlaceholders.Milliseconds(text);
        if (read <= 0 && text.Any(letter => letter is >= '1' and <= '9'))
            reading.Say(place, Messages.RuleDuration(text, ObjectReading.LastKey(place)));
        return read;
    }

    private static ImmutableSortedDictionary<string, string> Texts(ManifestPlace place, ObjectReading reading) => !reading.Mapping(place)
        ? ImmutableSortedDictionary<string, string>.Empty
        : place.Keys.ToImmutableSortedDictionary(entry => entry.Key.Text, entry => reading.Text(entry.Value), StringComparer.Ordinal);
}
