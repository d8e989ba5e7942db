namespace Coalmine.Conformance.Calibration;

/// <summary>The classes of guarantee.</summary>
internal static class Guarantees
{
    public const string Exact = "exact";
    public const string AnytimeValid = "anytime-valid";
    public const string AnytimeAsymptotic = "anytime-asymptotic";
    public const string PlannedSequential = "planned-sequential";
    public const string None = "none";
}
