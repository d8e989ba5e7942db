namespace Coalmine.Conformance.EndToEnd;

/// <summary>What the canary of a run is like.</summary>
internal enum CanaryKind
{
    /// <summary>As good as the baseline.</summary>
    Sound,

    /// <summary>Slow.</summary>
    Slow,

    /// <summary>Full of errors.</summary>
    Erring,

    /// <summary>Fast, without errors, and wrong.</summary>
    Wrong,
}
