namespace Coalmine.Testing.Clusters.Server;

/// <summary>Why a field is refused.</summary>
/// <param name="Field">The place.</param>
/// <param name="Reason">Reason word of the API.</param>
/// <param name="Message">In words.</param>
public sealed record FieldCause(string Field, string Reason, string Message)
{
    /// <summary>A value that must not be; <paramref name="value"/> as Go prints it.</summary>
    public static FieldCause Invalid(string field, string value, string detail) => new(field, "FieldValueInvalid", $"Invalid value: {value}: {detail}");

    /// <summary>A value that is not among the allowed ones.</summary>
    public static FieldCause NotSupported(string field, string value, IEnumerable<string> allowed) =>
        new(field, "FieldValueNotSupported", $"Unsupported value: {value}: supported values: {string.Join(", ", allowed.Select(one => $"\"{one}\""))}");

    /// <summary>A value that must be.</summary>
    public static FieldCause Required(string field, string detail) =>
        new(field, "FieldValueRequired", detail.Length == 0 ? "Required value" : $"Required value: {detail}");

    /// <summary>A value that must not be given.</summary>
    public static FieldCause Forbidden(string field, string detail) => new(field, "FieldValueForbidden", $"Forbidden: {detail}");
}
