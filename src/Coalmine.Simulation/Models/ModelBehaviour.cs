namespace Coalmine.Simulation.Models;

/// <summary>How one version answers when nothing is wrong with it.</summary>
public sealed record ModelBehaviour
{
    /// <summary>Latency of an answer.</summary>
    public required LatencyDistribution Latency { get; init; }

    /// <summary>Share of requests answered with an error, from 0 to 1.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Share of answers that are right, from 0 to 1; that of the classes where there are any.</summary>
    public double Accuracy { get => Classes.Exist ? Classes.Accuracy : field; init; } = 1;

    /// <summary>The classes of the requests, and how well the model knows them.</summary>
    public ClassMix Classes { get; init; } = ClassMix.None;

    /// <summary>How sure the model says it is of its answers.</summary>
    public ModelScores Scores { get; init; } = ModelScores.None;

    /// <summary>
    /// The learned model that answers; nothing where parameters say how well. Made by <see cref="ScoredModel.Answering"/>, for classes and scores are then its.
    /// </summary>
    public ScoredModel? Scored { get; init; }

    /// <summary>Share of requests that convert, from 0 to 1.</summary>
    public double Conversion { get; init; }

    /// <summary>Revenue of a conversion.</summary>
    public RevenueDistribution Revenue { get; init; } = RevenueDistribution.None;
}
