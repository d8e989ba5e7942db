namespace Coalmine.Manifests.Diagnostics;

public static partial class Messages
{
    /// <summary>A value of another type than the field has.</summary>
    /// <param name="field">The field.</param>
    /// <param name="read">What was read.</param>
    /// <param name="allowed">What the field takes.</param>
    public static Message FieldType(string field, string read, string allowed) =>
        Error("CM1701", $"Read {read} for `{field}`, which takes {allowed}; the API server refuses the object. Write {allowed}.");

    /// <summary>A key that the object's type has not.</summary>
    /// <param name="key">The key.</param>
    /// <param name="owner">Where it stands.</param>
    /// <param name="allowed">The keys that there are.</param>
    public static Message FieldUnknown(string key, string owner, IReadOnlyCollection<string> allowed) =>
        Note("CM1702", $"{Quoted(key)} is no field of {owner} that is read here; if the cluster does not know it either, it is dropped without a word."
            + DidYouMean(key, allowed));

    /// <summary>A field that must be there.</summary>
    /// <param name="key">The field.</param>
    /// <param name="owner">Where it is missing.</param>
    public static Message FieldMissing(string key, string owner) => Error("CM1703", $"`{key}` is missing in {owner}. Give it.");

    /// <summary>A manifest that is no object.</summary>
    public static Message NoObject(string shape) => Note("CM1704", $"Read {shape}; a manifest has keys such as `apiVersion` and `kind`. It is passed over.");

    /// <summary>A query that Prometheus would refuse, or that is not supported here.</summary>
    /// <param name="owner">What asks it.</param>
    /// <param name="reason">Why, in one sentence without a full stop.</param>
    /// <param name="allowed">What could stand there; may be empty.</param>
    public static Message QueryRefused(string owner, string reason, string allowed) =>
        Error("CM1705", $"The query of {owner} cannot be read here: {reason}.{(allowed.Length > 0 ? $" Allowed: {allowed}." : "")}");

    /// <summary>The same object twice.</summary>
    /// <param name="what">Kind and name.</param>
    /// <param name="place">Where the first one stands.</param>
    public static Message ObjectTwice(string what, string place) =>
        Warning("CM1706", $"{what} is also given at {place}; in a cluster the last one applied counts. "
            + "Here what names it takes the one of its own file. Keep one of them in what you apply.");

    /// <summary>Several objects of one name, of which none is nearer than the others.</summary>
    /// <param name="what">Kind and name.</param>
    /// <param name="first">Where one of them stands.</param>
    /// <param name="second">Where another stands.</param>
    /// <param name="owner">What names it.</param>
    public static Message ObjectAmbiguous(string what, string first, string second, string owner) => Error("CM1707",
        $"{what} is given at {first} and, otherwise, at {second}; {owner} could mean either. Leave the wrong one away, or, where files are compared with each "
            + $"other, write each one into the file of what names it.");

    /// <summary>An autoscaler whose limits cross.</summary>
    /// <param name="least">The fewest pods.</param>
    /// <param name="most">The most pods.</param>
    public static Message ScalerLimits(int least, int most) => Error("CM1770", string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"The autoscaler's most pods, {most}, are below its fewest, {least}; it is refused. Write at least {least}."));
}
