using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads an HTTPRoute of the Gateway API (v1.6.1, commit 8bb74df00e56: apis/v1/shared_types.go, httproute_types.go). An absent weight is 1; shares are
/// relative to the sum within a rule.
/// </summary>
internal sealed class HttpRouteReader
{
    private const int MostItems = 16;
    private const int MostWeight = 1_000_000;

    private readonly CarrierReading _reading;
    private readonly ArmTable _arms = new();

    private HttpRouteReader(CarrierReading reading) => _reading = reading;

    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    public static ServingTopology? Read(KubernetesObject source, DiagnosticList said)
    {
        CarrierReading reading = new(source, said);
        return reading.Begin("gateway.networking.k8s.io/v1", "gateway.networking.k8s.io/v1beta1") ? new HttpRouteReader(reading).Read() : null;
    }

    private ServingTopology? Read()
    {
        ManifestPlace spec = _reading.Spec;
        _reading.Values.Known(spec, "spec", "parentRefs", "hostnames", "rules", "useDefaultGateways");
        ImmutableArray<ManifestPlace> rules = Limited(spec["rules"]);
        ImmutableArray<ServingRoute>.Builder routes = ImmutableArray.CreateBuilder<ServingRoute>();
        for (int i = 0; i < rules.Length; i++)
        {
            if (_reading.Values.Mapping(rules[i]))
                routes.Add(ReadRule(rules[i], i));
        }

        return _reading.HasErrors ? null : Carriers.Finish(_reading, ServingPlatform.GatewayHttpRoute, _arms.Finish(), routes.ToImmutable());
    }

    private ServingRoute ReadRule(ManifestPlace rule, int index)
    {
        _reading.Values.Known(rule, "a rule", "name", "matches", "filters", "backendRefs", "timeouts", "retry", "sessionPersistence");
        string name = _reading.Values.Text(rule["name"]);
        if (name.Length == 0)
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"rules[{index}]");
        ImmutableArray<ManifestPlace> backends = Limited(rule["backendRefs"]);
        bool isConditional = IsConditional(rule["matches"]);
        ImmutableArray<ArmShare>.Builder shares = ImmutableArray.CreateBuilder<ArmShare>();
        List<ArmMirror> mirrors = [.. ReadMirrors(rule["filters"])];
        foreach (ManifestPlace backend in backends.Where(_reading.Values.Mapping))
        {
            int weight = _reading.Whole(backend["weight"], 0, MostWeight, "whole numbers from 0 to 1,000,000; 1 where absent") ?? 1;
            shares.Add(new ArmShare(_arms.Answering(ReadReference(backend, "weight", "filters"), isConditional), weight));
            mirrors.AddRange(ReadMirrors(backend["filters"]));
        }

        if (shares.Count > 0 && shares.All(share => share.Weight == 0))
            _reading.Say(rule["backendRefs"], Messages.NobodyAnswers(name));
        return new ServingRoute(name, shares.ToImmutable()) { Mirrors = [.. mirrors], IsConditional = isConditional };
    }

    // Absent matches, or the prefix "/" alone, take every request.
    private bool IsConditional(ManifestPlace matches)
    {
        ImmutableArray<ManifestPlace> all = _reading.Values.List(matches);
        return all.Length > 0 && !all.Any(match => match.Keys.All(key => key.Key.Text == "path")
            && (!match["path"].Exists || (match["path"]["type"].Text is "PathPrefix" or "" && match["path"]["value"].Text is "/" or "")));
    }

    private string ReadReference(ManifestPlace place, params string[] also)
    {
        _reading.Values.Known(place, "a reference", ["group", "kind", "name", "namespace", "port", .. also]);
        string name = _reading.Values.Needed(place["name"], "a reference");
        string kind = _reading.Values.Text(place["kind"], "Service");
        bool isService = kind == "Service" && _reading.Values.Text(place["group"]).Length == 0;
        int? port = _reading.Whole(place["port"], 1, 65535, "whole numbers from 1 to 65535");
        if (isService && port is null && !place["port"].Exists)
            _reading.Say(place, Messages.PortMissing(name));
        string space = _reading.Values.Text(place["namespace"]);
        return space.Length == 0 ? name : $"{space}/{name}";
    }

    private IEnumerable<ArmMirror> ReadMirrors(ManifestPlace filters)
    {
        foreach (ManifestPlace filter in Limited(filters).Where(_reading.Values.Mapping))
        {
            if (_reading.Values.Needed(filter["type"], "a filter") != "RequestMirror")
                continue;
            ManifestPlace mirror = filter["requestMirror"];
            if (!mirror.Exists || !mirror["backendRef"].Exists)
                _reading.Say(mirror, Messages.FieldMissing(mirror.Exists ? "backendRef" : "requestMirror", "a filter of type RequestMirror"));
            if (!_reading.Values.Mapping(mirror) || !_reading.Values.Mapping(mirror["backendRef"]))
                continue;
            _reading.Values.Known(mirror, "requestMirror", "backendRef", "percent", "fraction");
            double percent = ReadPercent(mirror);
            yield return new ArmMirror(_arms.Mirrored(ReadReference(mirror["backendRef"])), percent);
        }
    }

    private double ReadPercent(ManifestPlace mirror)
    {
        int? percent = _reading.Percent(mirror["percent"]);
        ManifestPlace fraction = mirror["fraction"];
        if (mirror["percent"].Exists && fraction.Exists)
            _reading.Say(fraction, Messages.OnlyOneOf("percent", "fraction"));
        if (!_reading.Values.Mapping(fraction))
            return percent ?? 100;
        if (!fraction["numerator"].Exists)
            _reading.Say(fraction, Messages.FieldMissing("numerator", "fraction"));
        int below = _reading.Whole(fraction["denominator"], 1, int.MaxValue, "whole numbers from 1; 100 where absent") ?? 100;
        int above = _reading.Whole(fraction["numerator"], 0, below, "whole numbers from 0 to the denominator") ?? 0;
        return 100.0 * above / below;
    }

    private ImmutableArray<ManifestPlace> Limited(ManifestPlace place)
    {
        ImmutableArray<ManifestPlace> items = _reading.Values.List(place);
        if (items.Length > MostItems)
            _reading.Say(place, Messages.ListTooLong(ObjectReading.LastKey(place), items.Length, MostItems));
        return items;
    }
}
