using Coalmine.Workbench.Traces;

namespace Coalmine.Workbench.Pictures;

/// <summary>The canary's share of the traffic over time.</summary>
internal static class WeightSteps
{
    /// <summary>The moments, in seconds, at which the share changes with the share from then on; begins with 0 at the start and closes with the end.</summary>
    public static IEnumerable<(double At, double Weight)> Of(RolloutTrace trace)
    {
        double last = 0;
        yield return (0, last);
        foreach (TraceEvent happened in trace.Events)
        {
            double next = happened switch
            {
                TraceEvent.WeightSet set => set.Weight.Share,
                TraceEvent.Promoted => 1,
                TraceEvent.Aborted => 0,
                _ => last,
            };
            if (next.Equals(last))
                continue;
            last = next;
            yield return (happened.At.Seconds, last);
        }

        yield return (trace.Result.EndedAt.Seconds * 1.06, last);
    }
}
