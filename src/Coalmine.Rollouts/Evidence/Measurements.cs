namespace Coalmine.Rollouts.Evidence;

/// <summary>What one look got: the scrapes since the last look, and the answers to the queries.</summary>
/// <param name="samples">Raw samples of the scrapes since the last answered look; no rows where none arrived.</param>
/// <param name="answers">One answer a query of the measurement plan, in its order.</param>
public sealed class Measurements(SampleWindow samples, QueryAnswer[] answers)
{
    /// <summary>Raw samples of the scrapes since the last answered look.</summary>
    public SampleWindow Samples { get; } = samples;

    /// <summary>One answer a query of the measurement plan, in its order.</summary>
    public ReadOnlySpan<QueryAnswer> Answers => answers;

    /// <summary>Measurements of their own with the same content, for a journal.</summary>
    public Measurements Copy() => new(Samples.Copy(), Array.ConvertAll(answers, answer => answer.Kept()));
}
