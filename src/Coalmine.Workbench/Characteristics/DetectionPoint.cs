using Coalmine.Statistics.Intervals;

namespace Coalmine.Workbench.Characteristics;

/// <summary>One point of a detection curve.</summary>
/// <param name="Seconds">Seconds after the onset.</param>
/// <param name="Share">Share of rollouts detected by then.</param>
/// <param name="Interval">Its 95 % Wilson interval.</param>
public readonly record struct DetectionPoint(double Seconds, double Share, Interval Interval);
