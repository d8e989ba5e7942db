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
    double ErrorRate, double Accuracy, double Conversion, double LatencyFactor, double TailShare, double TailFactor);
