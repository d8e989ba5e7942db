namespace Coalmine.Simulation.Binned;

/// <summary>What one arm's requests of a cell come to, averaged over the cell.</summary>
/// <param name="Error">Probability of an error.</param>
/// <param name="Wrong">Probability of a wrong answer.</param>
/// <param name="Conversion">Probability of a conversion.</param>
/// <param name="Latency">The latency over the telemetry's buckets.</param>
internal sealed record ArmLaw(double Error, double Wrong, double Conversion, BucketLaw Latency)
{
    /// <summary>The classes of the answers.</summary>
    public ClassLaw Classes { get; init; } = ClassLaw.None;

    /// <summary>The scores of right and of wrong answers.</summary>
    public ScoreLaw Scores { get; init; } = ScoreLaw.None;
}
