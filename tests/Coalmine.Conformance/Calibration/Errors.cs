namespace Coalmine.Conformance.Calibration;

/// <summary>What can go wrong on a path.</summary>
internal static class Errors
{
    /// <summary>A true null is rejected at some look: type I.</summary>
    public const string Rejects = "ever rejects";

    /// <summary>The sequence excludes the true value at some look: one less the coverage.</summary>
    public const string Misses = "ever misses";

    /// <summary>A false null is accepted at some look: type II.</summary>
    public const string Accepts = "ever accepts";

    /// <summary>A rejection drawn at random from those at the stopping time is false: the false discovery rate.</summary>
    public const string FalseDiscovery = "false discovery";
}
