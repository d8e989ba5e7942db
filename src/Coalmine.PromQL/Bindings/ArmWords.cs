using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Coalmine.PromQL.Bindings;

/// <summary>Tells from a label's value whose series it names.</summary>
internal sealed partial class ArmWords(ArmNames names)
{
    private static readonly ImmutableArray<string> CanaryWords = ["canary", "candidate", "challenger", "preview"];
    private static readonly ImmutableArray<string> BaselineWords = ["baseline", "stable", "primary", "control"];

    /// <summary>The names.</summary>
    public ArmNames Names => names;

    /// <summary>Whether any name is known.</summary>
    public bool HasNames => !names.Canary.IsEmpty || !names.Baseline.IsEmpty;

    /// <summary>Whose name a value is: one that is known (also as the first part of a host name), or one with a word that says so.</summary>
    /// <returns>Nobody's where nothing tells.</returns>
    public ArmSide SideOf(string value)
    {
        string host = value.Split('.')[0];
        ArmSide known = Known(value) | Known(host);
        if (known != ArmSide.None)
            return known;
        HashSet<string> words = [.. Word().Matches(value).Select(match => match.Value)];
        bool isCanary = words.Overlaps(CanaryWords);
        bool isBaseline = words.Overlaps(BaselineWords);
        return isCanary == isBaseline ? ArmSide.None : isCanary ? ArmSide.Canary : ArmSide.Baseline;
    }

    /// <summary>Whether a value is what the names of both arms begin with, as the name of the service before the split usually is.</summary>
    public bool IsCommon(string value)
    {
        string host = value.Split('.')[0];
        return names.Shared.Contains(value) || names.Shared.Contains(host)
            || (host.Length > 0 && names.Canary.Any(name => name.StartsWith(host, StringComparison.Ordinal))
                && names.Baseline.Any(name => name.StartsWith(host, StringComparison.Ordinal)));
    }

    /// <summary>A name for the other arm, where only one is known.</summary>
    public static string Counterpart(string name, bool ofCanary)
    {
        (ImmutableArray<string> from, string to) = ofCanary ? (CanaryWords, "stable") : (BaselineWords, "canary");
        foreach (string word in from)
            if (name.Contains(word, StringComparison.Ordinal))
                return name.Replace(word, to, StringComparison.Ordinal);
        return $"{name}-{to}";
    }

    private ArmSide Known(string value) =>
        names.Canary.Contains(value) ? ArmSide.Canary : names.Baseline.Contains(value) ? ArmSide.Baseline : ArmSide.None;

    [GeneratedRegex("[a-z]+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
