using System.Text.Json;

namespace Coalmine.Conformance.Cases;

/// <summary>How far a value may be from the expected one: one share for all keys, or one for each.</summary>
internal sealed class Tolerance(JsonElement element)
{
    private const double Always = 1e-14;

    // Probabilities, sample sizes and times must be right in relative terms; everything else has a scale of about 1 and may also be right in absolute ones.
    private static readonly HashSet<string> RelativeKeys = new(StringComparer.Ordinal)
    {
        "p", "power", "prob", "coverage", "error", "true_alpha",
        "n", "N", "n1", "n1_unpooled", "n1_cc", "pairs", "asn_h0", "asn_h1", "ess",
        "seconds", "W", "Wq", "p99", "wq_p99",
    };

    /// <summary>Whether a number is close enough to the expected one.</summary>
    public bool Accepts(string key, double got, double expected)
    {
        if (!double.IsFinite(expected) || !double.IsFinite(got))
            return got.Equals(expected);
        double share = Share(key);
        double allowed = Math.Max(Always, share * Math.Abs(expected));
        if (!MustBeRelative(key))
            allowed = Math.Max(allowed, share);
        return Math.Abs(got - expected) <= allowed;
    }

    private static bool MustBeRelative(string key) =>
        RelativeKeys.Contains(key) || key.StartsWith("p_", StringComparison.Ordinal) || key.StartsWith("midp_", StringComparison.Ordinal);

    private double Share(string key)
    {
        if (element.ValueKind == JsonValueKind.Number)
            return element.GetDouble();
        bool hasOwn = element.TryGetProperty(key, out JsonElement own) && own.ValueKind == JsonValueKind.Number;
        return hasOwn ? own.GetDouble() : 0;
    }
}
