using Coalmine.PromQL.Series;

namespace Coalmine.Simulation.Metrics;

/// <summary>One series that a pod exposes.</summary>
/// <param name="Labels">Its name and labels.</param>
/// <param name="Pod">The pod, the baseline's first.</param>
/// <param name="Place">Where its value lies among the pod's counters.</param>
/// <param name="BornWith">The counter of the pod that is above 0 from the moment on at which the series exists.</param>
internal sealed record PlatformSeries(Labels Labels, int Pod, int Place, int BornWith)
{
    /// <summary>The series' units in one of the counter's: 1000 for milliseconds of a sum of seconds.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Where to find the value among the counters of all pods.</summary>
    /// <param name="id">The series' id in the store.</param>
    /// <param name="stride">Counters a pod.</param>
    public Scraped At(int id, int stride) => new(id, Pod, Pod * stride + Place, Pod * stride + BornWith, Scale);
}
