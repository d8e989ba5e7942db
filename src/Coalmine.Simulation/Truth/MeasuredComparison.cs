using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Truth;

/// <summary>
/// Canary against baseline by reference runs: errors and latencies as callers get them, each alone with all the traffic. Accuracy follows the laws, conversions
/// the laws and the share of requests that are answered. An effect counts only where its interval over the pairs of runs leaves out 0, at 99.9 % for all
/// stretches and metrics together; it is then the mean over them.
/// </summary>
internal sealed class MeasuredComparison : IArmComparison
{
    private const double Tail = 0.0005;
    private const int Measured = 5;
    private readonly ArmComparison _laws;
    private readonly long[] _ends;
    private readonly AnswerTally[] _baseline;
    private readonly AnswerTally[] _canary;
    private readonly Dictionary<Metric, double[]> _effects = [];
    private readonly double[] _excess;
    private readonly double[] _bounds;

    /// <summary>Compares runs.</summary>
    public MeasuredComparison(World world, long[] ends, AnswerTally[] baseline, AnswerTally[] canary)
    {
        _laws = new ArmComparison(world);
        _bounds = [.. world.Telemetry.LatencyBounds];
        (_ends, _baseline, _canary) = (ends, baseline, canary);
        SlowBeyond = AnswerTally.Mark(baseline.Average(run => run.Quantile(0.99)));
        _effects[new Metric.Errors()] = EffectOf(run => run.Failed, relative: false);
        foreach (double quantile in new[] { 0.5, 0.95, 0.99 })
            _effects[new Metric.LatencyQuantile(quantile)] = EffectOf(run => stretch => run.Quantile(quantile, stretch), relative: true);
        _excess = EffectOf(run => stretch => run.Bad(stretch, SlowBeyond), relative: false);
    }

    /// <summary>An answer is slow beyond this many seconds: the baseline's p99 over the whole world.</summary>
    public double SlowBeyond { get; }

    /// <summary>The baseline's answers as a measure for the canary's.</summary>
    public ReferenceAnswers Answers => new(SlowBeyond, _ends, [.. _ends.Select((_, stretch) => _baseline.Average(run => run.Bad(stretch, SlowBeyond)))]);

    /// <inheritdoc/>
    public IEnumerable<(Moment From, Moment To)> Stretches => _ends.Select((end, i) => (new Moment(i == 0 ? 0 : _ends[i - 1]), new Moment(end)));

    /// <inheritdoc/>
    public double Effect(Metric metric, Moment at)
    {
        int stretch = ReferenceAnswers.StretchOf(_ends, at);
        return _effects.TryGetValue(metric, out double[]? effects) ? effects[stretch] : metric switch
        {
            Metric.LatencyQuantile { Quantile: var quantile } => EffectOf(run => one => run.Quantile(quantile, one), stretch, relative: true),
            Metric.LatencyMean => EffectOf(run => run.Mean, stretch, relative: true),
            Metric.Conversion or Metric.Revenue => LossOf(_laws.Effect(metric, at), stretch),
            _ => _laws.Effect(metric, at),
        };
    }

    /// <inheritdoc/>
    public double Apart(Check check, Moment at)
    {
        if (check.Metric is not Metric.LatencyDistribution)
            return _laws.Apart(check, at);
        int stretch = ReferenceAnswers.StretchOf(_ends, at);
        double[] baseline = [.. _bounds.Select(bound => _baseline.Average(run => run.Above(stretch, bound)))];
        double[] more = [.. _bounds.Select(bound => EffectOf(run => one => run.Above(one, bound), stretch, relative: false, _bounds.Length))];
        return DistributionDistance.Of(
            check, DistributionDistance.Bins([.. baseline.Zip(more, (above, added) => 1 - above - added)]),
            DistributionDistance.Bins([.. baseline.Select(above => 1 - above)]));
    }

    /// <inheritdoc/>
    public double ToleranceOf(Metric metric) => _laws.ToleranceOf(metric);

    /// <inheritdoc/>
    public double ExcessOfBadAnswers(Moment at) => Math.Max(0, _excess[ReferenceAnswers.StretchOf(_ends, at)]);

    // Only what is answered converts.
    private double LossOf(double loss, int stretch)
    {
        double failed = _baseline.Average(run => run.Failed(stretch));
        double more = _effects[new Metric.Errors()][stretch];
        return more == 0 || failed >= 1 ? loss : 1 - (1 - loss) * (1 - failed - more) / (1 - failed);
    }

    private double[] EffectOf(Func<AnswerTally, Func<int, double>> measure, bool relative) =>
        [.. _ends.Select((_, stretch) => EffectOf(measure, stretch, relative))];

    private double EffectOf(Func<AnswerTally, Func<int, double>> measure, int stretch, bool relative, int together = 1)
    {
        if (!_baseline.All(run => run.Has(stretch)) || !_canary.All(run => run.Has(stretch)))
            return 0;
        double[] differences = [.. _baseline.Zip(_canary, (baseline, canary) => Difference(measure(baseline)(stretch), measure(canary)(stretch), relative))];
        double mean = differences.Average();
        double spread = differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1);

        // Quantiles are known to a step of the tally, evenly within it; equal runs do not make them surer than that.
        double floor = relative && mean != 0 ? 2 * AnswerTally.Step * AnswerTally.Step / 12 : 0;
        double error = Math.Sqrt(Math.Max(spread, floor) / differences.Length);
        double beyond = StudentT.UpperQuantile(Tail / (_ends.Length * Measured * together), differences.Length - 1);
        return Math.Abs(mean) > beyond * error ? mean : 0;
    }

    private static double Difference(double baseline, double canary, bool relative) => relative ? canary / baseline - 1 : canary - baseline;
}
