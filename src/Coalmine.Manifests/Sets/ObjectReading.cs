using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Kubernetes;

namespace Coalmine.Manifests.Sets;

/// <summary>
/// Reads values of an object as the API server takes them: a wrong type is refused, an unknown key is dropped without a word (which is a note here), null is
/// the same as absent. Nothing throws; where a value cannot be read, that is said and the absent value goes on.
/// </summary>
/// <param name="said">Where it is said.</param>
internal sealed class ObjectReading(DiagnosticList said)
{
    /// <summary>What has been said.</summary>
    public DiagnosticList Said => said;

    /// <summary>Whether anything refuses the object.</summary>
    public bool HasErrors => said.HasErrors;

    /// <summary>Says something about a place.</summary>
    public void Say(ManifestPlace place, Message message) => said.Add(place.Start, message);

    /// <summary>A text.</summary>
    public string Text(ManifestPlace place, string absent = "")
    {
        if (!place.Exists)
            return absent;
        if (place.Meaning.Kind == ScalarKind.Text)
            return place.Text;
        Refuse(place, "a text");
        return place.Text.Length > 0 ? place.Text : absent;
    }

    /// <summary>A text that must be there and not be empty.</summary>
    public string Needed(ManifestPlace place, string owner)
    {
        if (place.Exists && (place.Meaning.Kind == ScalarKind.Text ? place.Text.Length > 0 : true))
            return Text(place);
        Say(place, Messages.FieldMissing(LastKey(place), owner));
        return "";
    }

    /// <summary>A text, or a number that is taken as text.</summary>
    public string TextOrNumber(ManifestPlace place)
    {
        if (!place.Exists)
            return "";
        if (place.Meaning.Kind is ScalarKind.Text or ScalarKind.Whole or ScalarKind.Real)
            return place.Text;
        Refuse(place, "a text or a number");
        return "";
    }

    /// <summary>A whole number within 32 bits; nothing where it is absent or unreadable.</summary>
    public int? Whole(ManifestPlace place)
    {
        if (!place.Exists)
            return null;
        if (place.Meaning is { Kind: ScalarKind.Whole, Whole: >= int.MinValue and <= int.MaxValue } meaning)
            return (int)meaning.Whole;
        Refuse(place, "a whole number");
        return null;
    }

    /// <summary>A number.</summary>
    public double? Number(ManifestPlace place)
    {
        if (!place.Exists)
            return null;
        if (place.Meaning.Kind is ScalarKind.Whole or ScalarKind.Real && double.IsFinite(place.Meaning.Real))
            return place.Meaning.Real;
        Refuse(place, "a number");
        return null;
    }

    /// <summary>Yes or no; absent is no.</summary>
    public bool Flag(ManifestPlace place)
    {
        if (!place.Exists)
            return false;
        if (place.Meaning.Kind == ScalarKind.Truth)
            return place.Meaning.Truth;
        Refuse(place, "true or false");
        return false;
    }

    /// <summary>The items of a list.</summary>
    public ImmutableArray<ManifestPlace> List(ManifestPlace place)
    {
        if (place.Node is not null and not Node.Sequence)
            Refuse(place, "a list");
        return [.. place.Items];
    }

    /// <summary>Keys with values; whether they are there.</summary>
    public bool Mapping(ManifestPlace place)
    {
        if (place.Node is Node.Mapping)
            return true;
        if (place.Exists)
            Refuse(place, "keys with values");
        return false;
    }

    /// <summary>Notes keys that nobody reads.</summary>
    public void Known(ManifestPlace mapping, string owner, params IReadOnlyCollection<string> keys)
    {
        foreach ((Node.Scalar key, ManifestPlace _) in mapping.Keys)
            if (!keys.Contains(key.Text))
                said.Add(key.Start, Messages.FieldUnknown(key.Text, owner, keys));
    }

    /// <summary>The last key of a place's path.</summary>
    public static string LastKey(ManifestPlace place)
    {
        string? key = place.Path.IsRoot ? null : place.Path.Steps[^1].Key;
        return key ?? place.ToString();
    }

    private void Refuse(ManifestPlace place, string allowed) =>
        Say(place, Messages.FieldType(LastKey(place), place.Node is Node.Scalar scalar ? Messages.Quoted(scalar.Text) : place.Node!.Shape, allowed));
}
