namespace Coalmine.Live.Prometheus;

/// <summary>
/// Follows how a server's clock stands to ours, so that everything is asked in its time and told in ours. There is no difference until one is measured that
/// lies beyond doubt, and one once found is kept until another is: moments of samples must not jump to and fro with the network.
/// </summary>
internal sealed class ServerClock(PrometheusClient client, TimeProvider time)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(250);
    private ClockDifference _known;

    /// <summary>Asks for the time.</summary>
    /// <returns>The difference in use, or why there is none.</returns>
    public async ValueTask<(ClockDifference Difference, PrometheusAnswer.Failed? Failure)> MeasureAsync(CancellationToken cancellation)
    {
        DateTimeOffset before = time.GetUtcNow();
        PrometheusAnswer answer = await client.QueryAsync("time()", null, cancellation).ConfigureAwait(false);
        DateTimeOffset after = time.GetUtcNow();
        switch (answer)
        {
            case PrometheusAnswer.Scalar { Sample.Value: var seconds } when double.IsFinite(seconds) && Math.Abs(seconds) < 1e11:
                TimeSpan half = (after - before) / 2;
                ClockDifference measured = new(DateTimeOffset.UnixEpoch.AddSeconds(seconds) - (before + half), half);
                if ((_known.Ahead - measured.Ahead).Duration() > Tolerated + _known.Uncertainty + measured.Uncertainty)
                    _known = measured;
                return (_known, null);
            case PrometheusAnswer.Failed failed:
                return (default, failed);
            default:
                return (default, new PrometheusAnswer.Failed(PrometheusFailure.NotPrometheus, "it does not tell its time"));
        }
    }
}
