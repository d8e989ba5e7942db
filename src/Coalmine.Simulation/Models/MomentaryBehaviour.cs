namespace Coalmine.Simulation.Models;

/// <summary>
/// How one arm answers at a moment, faults included. Latency is the model's distribution, stretched; a share of the answers (the tail) is stretched further.
/// </summary>
/// <param name="ErrorRate">Share of requests answered with an error.</param>
/// <param name="Accuracy">Share of answers that are right.</param>
/// <param name="Conversion">Share of requests that convert.</param>
/// <param name="LatencyFactor">Factor on every latency; positive.</param>
/// <param name="TailShare">Share of answers in the slow tail.</param>
/// <param name="TailFactor">Further factor on latencies in the slow tail; at least 1.</param>
public readonly record struct MomentaryBehaviour(
    double ErrorRate, double Accuracy, double Conversion, double LatencyFactor, double TailShare, double TailFactor)
{
    /// <summary>The classes of the requests; where the accuracy is below theirs, all classes have lost recall by the same factor.</summary>
    public ClassMix Classes { get => field ?? ClassMix.None; init; }

    /// <summary>How sure the model says it is of right and of wrong answers.</summary>
    public ModelScores Scores { get => field ?? ModelScores.None; init; }

    /// <summary>The behaviour after the classes' own accuracy has moved: the accuracy moves by the same factor.</summary>
    internal MomentaryBehaviour WithAccuracyMoved(double before, double after) =>
        this with { Accuracy = before == 0 ? after : Math.Min(1, Accuracy * (after / before)) };
}
