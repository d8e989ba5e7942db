namespace Coalmine.Live.Seam;

/// <summary>What a running rollout asks for evidence: in production Prometheus, in tests anything that answers in its form.</summary>
public interface IMetricsPipeline
{
    /// <summary>Takes one measurement.</summary>
    /// <param name="question">What is asked, and as of when.</param>
    /// <param name="cancellation">Gives the measurement up; then nothing is answered.</param>
    /// <returns>
    /// The answer. A server that cannot be reached, a partial answer, and a series that is empty, NaN or stale are no data or an error inside of it, with a
    /// note each; they never throw.
    /// </returns>
    ValueTask<MetricsReading> MeasureAsync(MetricsQuestion question, CancellationToken cancellation);
}
