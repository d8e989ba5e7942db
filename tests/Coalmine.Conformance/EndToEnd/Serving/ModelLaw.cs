namespace Coalmine.Conformance.EndToEnd.Serving;

/// <summary>How a version of the served model answers: independent draws, the same for every request.</summary>
/// <param name="Median">Median of the lognormal time to an answer.</param>
/// <param name="Spread">Standard deviation of its logarithm.</param>
/// <param name="Errors">Share of answers with status 500.</param>
/// <param name="Accuracy">Share of right classes among the others.</param>
internal sealed record ModelLaw(TimeSpan Median, double Spread, double Errors, double Accuracy)
{
    /// <summary>
    /// Fast, 3 % errors, 95 % right; 29 % of its answers take more than 100 ms, 2.5 % more than 250 ms. Bad answers are not too rare, since nothing passes before
    /// it is known how far requests depend on each other.
    /// </summary>
    public static ModelLaw Sound { get; } = new(TimeSpan.FromMilliseconds(70), 0.65, 0.03, 0.95);

    /// <summary>As <see cref="Sound"/>, but 45 % of the answers take more than 250 ms.</summary>
    public static ModelLaw Slow { get; } = Sound with { Median = TimeSpan.FromMilliseconds(230) };

    /// <summary>As <see cref="Sound"/>, but two answers in five are errors.</summary>
    public static ModelLaw Erring { get; } = Sound with { Errors = 0.4 };

    /// <summary>As <see cref="Sound"/> by all that a service's own metrics show, and wrong for 35 in 100.</summary>
    public static ModelLaw Wrong { get; } = Sound with { Accuracy = 0.65 };

    /// <summary>The law of a kind of canary.</summary>
    public static ModelLaw Of(CanaryKind canary) => canary switch
    {
        CanaryKind.Sound => Sound,
        CanaryKind.Slow => Slow,
        CanaryKind.Erring => Erring,
        CanaryKind.Wrong => Wrong,
        _ => throw new ArgumentOutOfRangeException(nameof(canary), canary, "There is no such canary."),
    };
}
