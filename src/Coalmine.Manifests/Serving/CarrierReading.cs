using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;
using Coalmine.Manifests.Sets;

namespace Coalmine.Manifests.Serving;

/// <summary>What the readers of all carriers share: the head of the object, and values within limits.</summary>
internal sealed class CarrierReading
{
    private readonly DiagnosticList _said;

    /// <summary>Begins with an object.</summary>
    public CarrierReading(KubernetesObject source, DiagnosticList said)
    {
        _said = said;
        Source = source;
        Values = new ObjectReading(said);
        Name = Values.Needed(source.Place["metadata"]["name"], "metadata");
        Spec = source.Place["spec"];
    }

    /// <summary>The object.</summary>
    public KubernetesObject Source { get; }

    /// <summary>Reads single values as the API server takes them.</summary>
    public ObjectReading Values { get; }

    /// <summary>The object's name.</summary>
    public string Name { get; }

    /// <summary><c>spec</c>.</summary>
    public ManifestPlace Spec { get; }

    /// <summary>Whether anything refuses the object.</summary>
    public bool HasErrors => _said.HasErrors;

    /// <summary>Says something about a place.</summary>
    public void Say(ManifestPlace place, Message message) => Values.Say(place, message);

    /// <summary>Says something about a key or another written thing.</summary>
    public void Say(Node node, Message message) => _said.Add(node.Start, message);

    /// <summary>Checks version, keys and spec of the object, and says what every carrier is told.</summary>
    /// <param name="served">The versions that the platform serves.</param>
    /// <returns>Whether there is a spec to read.</returns>
    public bool Begin(params string[] served)
    {
        ManifestPlace version = Source.Place["apiVersion"];
        if (!served.Contains(Source.ApiVersion))
            Say(version, Messages.VersionNotServed(Source.ApiVersion, Source.Kind, string.Join(", ", served)));
        Values.Known(Source.Place, "the object", "apiVersion", "kind", "metadata", "spec", "status");
        Say(Source.Place["kind"], Messages.CarriesOnly(Source.Kind));
        foreach (ManifestPlace owner in Values.List(Source.Place["metadata"]["ownerReferences"]))
            Say(owner, Messages.OwnedByAnother($"{owner["kind"].Text} {owner["name"].Text}"));
        if (!Spec.Exists)
            Say(Spec, Messages.FieldMissing("spec", "the object"));
        return Values.Mapping(Spec) && served.Contains(Source.ApiVersion);
    }

    /// <summary>A whole number within limits; nothing where it is absent or refused.</summary>
    public int? Whole(ManifestPlace place, int least, int most, string allowed)
    {
        int? read = Values.Whole(place);
        if (read is null || (read >= least && read <= most))
            return read;
        Say(place, Messages.NumberOutOfRange(ObjectReading.LastKey(place), place.Text, allowed));
        return null;
    }

    /// <summary>A percentage in whole numbers.</summary>
    public int? Percent(ManifestPlace place) => Whole(place, 0, 100, "whole numbers from 0 to 100");

    /// <summary>A number of pods.</summary>
    public int? Replicas(ManifestPlace place) => Whole(place, 0, int.MaxValue, "whole numbers from 0");

    /// <summary>A word among some; the first one where it is absent.</summary>
    public string Word(ManifestPlace place, params string[] allowed)
    {
        string read = Values.Text(place);
        if (read.Length == 0)
            return allowed[0];
        if (!allowed.Contains(read))
            Say(place, Messages.WordNotAllowed(ObjectReading.LastKey(place), read, allowed));
        return read;
    }

    /// <summary>Labels or annotations: texts by name.</summary>
    public ImmutableSortedDictionary<string, string> Texts(ManifestPlace place)
    {
        ImmutableSortedDictionary<string, string>.Builder texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (Values.Mapping(place))
        {
            foreach ((Node.Scalar key, ManifestPlace value) in place.Keys)
                texts[key.Text] = Values.Text(value);
        }

        return texts.ToImmutable();
    }

    /// <summary>The items of a list that must have some; whether it has.</summary>
    public ImmutableArray<ManifestPlace> NeededItems(ManifestPlace place, string owner, string needed)
    {
        ImmutableArray<ManifestPlace> items = Values.List(place);
        if (!place.Exists)
            Say(place, Messages.FieldMissing(ObjectReading.LastKey(place), owner));
        else if (items.IsEmpty && place.Node is Node.Sequence)
            Say(place, Messages.ListIsEmpty(ObjectReading.LastKey(place), needed));
        return items;
    }

    /// <summary>Refuses names that are there twice.</summary>
    public void RefuseTwice(string what, IEnumerable<ManifestPlace> names)
    {
        Dictionary<string, int> seen = new(StringComparer.Ordinal);
        foreach (ManifestPlace name in names.Where(name => name is { Exists: true, Meaning.Kind: ScalarKind.Text }))
        {
            if (!seen.TryAdd(name.Text, name.Start.Line))
                Say(name, Messages.NameTwice(what, name.Text, seen[name.Text]));
        }
    }
}
