namespace Coalmine.Manifests.Flagger;

/// <summary>
/// What Flagger's schema takes as a duration (fluxcd/flagger 15bd6ad5, artifacts/flagger/crd.yaml): text that begins with digits and then m or s.
/// </summary>
internal static class SchemaDuration
{
    /// <summary>Whether the schema takes a text.</summary>
    public static bool IsAllowed(string text)
    {
        int digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits > 0 && text[digits] is 'm' or 's';
    }
}
