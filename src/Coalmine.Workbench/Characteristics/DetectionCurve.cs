using System.Collections.Immutable;
using Coalmine.Statistics.Intervals;
using Coalmine.Workbench.Replications;

namespace Coalmine.Workbench.Characteristics;

/// <summary>The share of rollouts detected by a time after the onset, as steps, with a pointwise 95 % Wilson band.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Points">The points in rising order of time; the first lies at 0, the last at the horizon.</param>
public sealed record DetectionCurve(string Policy, ImmutableArray<DetectionPoint> Points)
{
    /// <summary>The curve of a tally; empty without rollouts.</summary>
    /// <param name="policy">The policy's name.</param>
    /// <param name="tally">Its tally.</param>
    /// <param name="horizon">Seconds from the onset to the end of the scenario.</param>
    public static DetectionCurve Of(string policy, PolicyTally tally, double horizon)
    {
        if (tally.Count == 0)
            return new DetectionCurve(policy, []);
        ImmutableArray<DetectionPoint>.Builder points = ImmutableArray.CreateBuilder<DetectionPoint>();
        long detected = 0;
        points.Add(Point(0, 0, tally.Count));
        foreach ((double seconds, long count) in tally.Detections.Ordered())
        {
            detected += count;
            points.Add(Point(seconds, detected, tally.Count));
        }

        points.Add(Point(horizon, detected, tally.Count));
        return new DetectionCurve(policy, points.ToImmutable());
    }

    private static DetectionPoint Point(double seconds, long detected, long of) =>
        new(seconds, (double)detected / of, Wilson.Interval(detected, of, Confidence.Z));
}
