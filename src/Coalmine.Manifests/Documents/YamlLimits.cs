namespace Coalmine.Manifests.Documents;

/// <summary>What a YAML text may at most hold. Checked on the stream of events, before any node is built.</summary>
public static class YamlLimits
{
    /// <summary>Levels of nesting.</summary>
    public const int Depth = 64;

    /// <summary>Values, lists and mappings together.</summary>
    public const int Nodes = 100_000;
}
