using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Sets;
using Coalmine.Rollouts.Serving;

namespace Coalmine.Manifests.Serving;

/// <summary>
/// Reads an Istio VirtualService (istio/api b8f8791d9653, networking/v1alpha3/virtual_service.proto). Weights are relative to their sum, which need not be
/// 100; a single destination gets everything whatever its weight. What Istio refuses: pkg/config/validation/validation.go,
/// <c>validateHTTPRouteDestinations</c> (1.30.3, commit 56df41f63e51).
/// </summary>
internal sealed class VirtualServiceReader
{
    private static readonly ImmutableArray<string> HttpKeys =
    [
        "name", "match", "route", "redirect", "directResponse", "delegate", "rewrite", "timeout", "retries", "fault", "mirror", "mirrors", "mirrorPercent",
        "mirrorPercentage", "corsPolicy", "headers",
    ];

    private readonly CarrierReading _reading;
    private readonly IReadOnlyList<ServingSubsets> _subsets;
    private readonly ArmTable _arms = new();

    private VirtualServiceReader(CarrierReading reading, IReadOnlyList<ServingSubsets> subsets)
    {
        _reading = reading;
        _subsets = subsets;
    }

    /// <summary>Reads the object; nothing where it is refused, and then the reason has been said.</summary>
    /// <param name="source">The object.</param>
    /// <param name="said">Takes what there is to say.</param>
    /// <param name="subsets">The destination rules beside it, which say which pods its subsets are.</param>
    public static ServingTopology? Read(KubernetesObject source, DiagnosticList said, IReadOnlyList<ServingSubsets> subsets)
    {
        CarrierReading reading = new(source, said);
        return reading.Begin("networking.istio.io/v1", "networking.istio.io/v1beta1", "networking.istio.io/v1alpha3")
            ? new VirtualServiceReader(reading, subsets).Read()
            : null;
    }

    private ServingTopology? Read()
    {
        ManifestPlace spec = _reading.Spec;
        _reading.Values.Known(spec, "spec", "hosts", "gateways", "http", "tls", "tcp", "exportTo");
        foreach (ManifestPlace host in _reading.Values.List(spec["hosts"]))
            _ = _reading.Values.Text(host);
        if (!spec["http"].Exists && !spec["tls"].Exists && !spec["tcp"].Exists)
            _reading.Say(spec, Messages.FieldMissing("http", "spec"));

        ImmutableArray<ServingRoute>.Builder routes = ImmutableArray.CreateBuilder<ServingRoute>();
        foreach (string protocol in new[] { "http", "tls", "tcp" })
        {
            ImmutableArray<ManifestPlace> places = _reading.Values.List(spec[protocol]);
            for (int i = 0; i < places.Length; i++)
            {
                if (_reading.Values.Mapping(places[i]))
                    routes.Add(ReadRoute(places[i], protocol, i));
            }
        }

        return _reading.HasErrors ? null : Carriers.Finish(_reading, ServingPlatform.IstioVirtualService, _arms.Finish(), routes.ToImmutable());
    }

    private ServingRoute ReadRoute(ManifestPlace place, string protocol, int index)
    {
        bool isHttp = protocol == "http";
        _reading.Values.Known(place, $"a route of {protocol}", isHttp ? HttpKeys : ["match", "route"]);
        string name = isHttp ? _reading.Values.Text(place["name"]) : "";
        if (name.Length == 0)
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{protocol}[{index}]");
        if (!place["route"].Exists && !(isHttp && (place["redirect"].Exists || place["directResponse"].Exists || place["delegate"].Exists)))
            _reading.Say(place["route"], Messages.FieldMissing("route", $"a route of {protocol}"));

        bool isConditional = _reading.Values.List(place["match"]).Length > 0;
        return new ServingRoute(name, ReadShares(place["route"], name, isConditional))
        {
            IsConditional = isConditional,
            Mirrors = isHttp ? ReadMirrors(place) : [],
        };
    }

    private ImmutableArray<ArmShare> ReadShares(ManifestPlace list, string route, bool isConditional)
    {
        ImmutableArray<ManifestPlace> destinations = _reading.Values.List(list);
        ImmutableArray<ArmShare>.Builder shares = ImmutableArray.CreateBuilder<ArmShare>();
        bool isReadable = true;
        foreach (ManifestPlace destination in destinations.Where(_reading.Values.Mapping))
        {
            _reading.Values.Known(destination, "a destination of a route", "destination", "weight", "headers");
            ManifestPlace weight = destination["weight"];
            int? read = _reading.Whole(weight, 0, int.MaxValue, "whole numbers from 0; shares are relative to their sum");
            isReadable &= read is not null || !weight.Exists;
            (string name, ImmutableSortedDictionary<string, string>? labels) = ReadDestination(destination["destination"], "a destination of a route");
            shares.Add(new ArmShare(_arms.Answering(name, isConditional, labels), destinations.Length == 1 ? 100 : read ?? 0));
        }

        long total = shares.Sum(share => share.Weight);
        if (shares.Count > 1 && total == 0 && isReadable)
            _reading.Say(list, Messages.NothingGetsTraffic(route, "Istio refuses it"));
        else if (shares.Count > 1 && total != 100 && isReadable)
            _reading.Say(list, Messages.WeightsAreRelative(route, total));
        return shares.ToImmutable();
    }

    private (string Name, ImmutableSortedDictionary<string, string>? Labels) ReadDestination(ManifestPlace place, string owner)
    {
        if (!place.Exists)
            _reading.Say(place, Messages.FieldMissing("destination", owner));
        if (!_reading.Values.Mapping(place))
            return ("", null);
        _reading.Values.Known(place, "a destination", "host", "subset", "port");
        string host = _reading.Values.Needed(place["host"], "a destination");
        string subset = _reading.Values.Text(place["subset"]);
        if (subset.Length == 0)
            return (host, null);

        ServingSubsets[] rules = [.. _subsets.Where(rule => IsSameHost(rule, host))];
        ImmutableSortedDictionary<string, string>? labels =
            rules.Select(rule => rule.Subsets.GetValueOrDefault(subset)).FirstOrDefault(found => found is not null);
        if (rules.Length > 0 && labels is null)
            _reading.Say(place["subset"], Messages.SubsetUnknown(subset, host, [.. rules.SelectMany(rule => rule.Subsets.Keys)]));
        return ($"{host}/{subset}", labels);
    }

    // A short name means the service of that name in the object's own namespace.
    private bool IsSameHost(ServingSubsets rule, string host) => rule.Host == host
        || (_reading.Source.SharesNamespace(rule.Namespace) && Short(rule.Host) == Short(host)
            && (!rule.Host.Contains('.', StringComparison.Ordinal) || !host.Contains('.', StringComparison.Ordinal)));

    private static string Short(string host) => host.Split('.')[0];

    private ImmutableArray<ArmMirror> ReadMirrors(ManifestPlace place)
    {
        if (place["mirror"].Exists && place["mirrors"].Exists)
            _reading.Say(place["mirrors"], Messages.OnlyOneOf("mirror", "mirrors"));
        ImmutableArray<ArmMirror>.Builder mirrors = ImmutableArray.CreateBuilder<ArmMirror>();
        if (_reading.Values.Mapping(place["mirror"]))
        {
            (string name, ImmutableSortedDictionary<string, string>? labels) = ReadDestination(place["mirror"], "a route");
            double? old = _reading.Percent(place["mirrorPercent"]);
            if (place["mirrorPercent"].Exists)
                _reading.Say(place["mirrorPercent"], Messages.OldMirrorPercent);
            mirrors.Add(new ArmMirror(_arms.Mirrored(name, labels), ReadPercentage(place["mirrorPercentage"]) ?? old ?? 100));
        }

        foreach (ManifestPlace mirror in _reading.Values.List(place["mirrors"]).Where(_reading.Values.Mapping))
        {
            _reading.Values.Known(mirror, "a mirror", "destination", "percentage");
            (string name, ImmutableSortedDictionary<string, string>? labels) = ReadDestination(mirror["destination"], "a mirror");
            mirrors.Add(new ArmMirror(_arms.Mirrored(name, labels), ReadPercentage(mirror["percentage"]) ?? 100));
        }

        return mirrors.ToImmutable();
    }

    // Absent is everything; present without a value is 0, which is nothing.
    private double? ReadPercentage(ManifestPlace place)
    {
        if (!_reading.Values.Mapping(place))
            return null;
        ManifestPlace value = place["value"];
        double read = _reading.Values.Number(value) ?? 0;
        if (read is >= 0 and <= 100)
            return read;
        _reading.Say(value, Messages.NumberOutOfRange("value", value.Text, "numbers from 0 to 100"));
        return 0;
    }
}
