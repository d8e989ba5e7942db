using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power;

/// <summary>
/// When a sequential method typically answers: the number of trials at which the mean path meets its boundary. Close to the median of the stopping time where
/// some tens of events are needed; earlier stops by chance, and later ones, are not in it.
/// </summary>
public static class BoundaryTime
{
    private const double MostTrials = 1e15;

    /// <summary>
    /// Trials until a Bernoulli confidence sequence at two-sided alpha, tuned for a number of trials, typically lies wholly above a limit below the true rate,
    /// or below one above it; +∞ for the rate itself.
    /// </summary>
    public static double Limit(double rate, double limit, double alpha, double tunedFor)
    {
        double k = BernoulliConfidenceSequence.Concentration(alpha, tunedFor);
        double threshold = -Math.Log(alpha);
        return First(n => BernoulliConfidenceSequence.LogMartingale(rate * n, n, limit, k) >= threshold);
    }

    /// <summary>
    /// Canary trials until the e-process against "the ratio of rates is at most r₀" (<see cref="StagedErrorShare.LogHarm"/>, one weight) typically reaches
    /// 1/alpha at two true rates; +∞ without harm.
    /// </summary>
    public static double Harm(double canaryRate, double baselineRate, double weight, double alpha, double ratio = 1)
    {
        double threshold = -Math.Log(alpha);
        double others = (1 - weight) / weight * baselineRate;
        return First(n =>
        {
            Span<ErrorStage> stages = [new ErrorStage(n * canaryRate, n * (canaryRate + others), weight)];
            return StagedErrorShare.LogHarm(stages, ratio) >= threshold;
        });
    }

    private static double First(Func<double, bool> holds)
    {
        double high = 1;
        while (!holds(high))
        {
            high *= 2;
            if (high > MostTrials)
                return double.PositiveInfinity;
        }

        double low = 0;
        while (high - low > 1e-9 * high)
        {
            double middle = 0.5 * (low + high);
            if (holds(middle))
                high = middle;
            else
                low = middle;
        }

        return high;
    }
}
