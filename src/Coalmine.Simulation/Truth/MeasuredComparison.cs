using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Requests;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Functions;

namespace Coalmine.Simulation.Truth;

/// <summary>
/// Canary against baseline by reference runs: errors and latencies as callers get them, each alone with all the traffic. What waiting cannot change (accuracy,
/// conversions) follows the laws. An effect counts only where its 99.9 % interval over the pairs of runs leaves out 0; it is then the mean over them.
/// </summary>
internal sealed class MeasuredComparison : IArmComparison
{
    private const double Tail = 0.0005;
    private readonly ArmComparison _laws;
    private readonly long[] _ends;
    private readonly AnswerTally[] _baseline;
    private readonly AnswerTally[] _canary;
    private readonly Dictionary<Metric, double[]> _effects = [];
    private readonly double[] _excess;

    /// <summary>Compares runs.</summary>
    public MeasuredComparison(World world, long[] ends, AnswerTally[] baseline, AnswerTally[] canary)
    {
        _laws = new ArmComparison(world);
        (_ends, _baseline, _canary) = (ends, baseline, canary);
        SlowBeyond = baseline.Average(run => run.Quantile(0.99));
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
    public double Effect(Metric metric, Moment at) =>
        _effects.TryGetValue(metric, out double[]? effects) ? effects[ReferenceAnswers.StretchOf(_ends, at)] : _laws.Effect(metric, at);

    /// <inheritdoc/>
    public double ToleranceOf(Metric metric) => _laws.ToleranceOf(metric);

    /// <inheritdoc/>
    public double ExcessOfBadAnswers(Moment at) => Math.Max(0, _excess[ReferenceAnswers.StretchOf(_ends, at)]);

    private double[] EffectOf(Func<AnswerTally, Func<int, double>> measure, bool relative) =>
        [.. _ends.Select((_, stretch) => Clear([.. _baseline.Zip(_canary, (baseline, canary) =>
            relative ? measure(canary)(stretch) / measure(baseline)(stretch) - 1 : measure(canary)(stretch) - measure(baseline)(stretch))]))];

    private static double Clear(double[] differences)
    {
        double mean = differences.Average();
        double error = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (differences.Length - 1) / differences.Length);
        return Math.Abs(mean) > StudentT.UpperQuantile(Tail, differences.Length - 1) * error ? mean : 0;
    }
}
