using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Faults;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Truth;

/// <summary>Canary against baseline at a moment, by the laws of the world (pod effects have mean 1 and do not count).</summary>
internal sealed class ArmComparison : IArmComparison
{
    private const int StretchesPerRamp = 64;

    private readonly World _world;
    private readonly ArmTimeline _baseline;
    private readonly ArmTimeline _canary;
    private readonly Tolerance _tolerance;
    private readonly double _slowBeyond;
    private readonly DistributionLaws _distributions;

    /// <summary>Prepares the comparison.</summary>
    public ArmComparison(World world)
    {
        _world = world;
        _baseline = new ArmTimeline(world, Arm.Baseline);
        _canary = new ArmTimeline(world, Arm.Canary);
        _tolerance = world.Tolerance;
        _distributions = new DistributionLaws(world, _baseline, _canary);
        _slowBeyond = _baseline.Latency.Quantile(0.99, _baseline.FaultFree);
    }

    /// <inheritdoc/>
    public IEnumerable<(Moment From, Moment To)> Stretches
    {
        get
        {
            FaultSchedule faults = new(_world);
            foreach ((Moment from, Moment to) in faults.Pieces(Moment.Start, Moment.After(_world.Duration)))
                foreach ((Moment, Moment) part in Parts(from, to, faults.IsRamping(from, to) ? StretchesPerRamp : 1))
                    yield return part;
        }
    }

    /// <inheritdoc/>
    public double Effect(Metric metric, Moment at)
    {
        MomentaryBehaviour baseline = _baseline.At(at);
        MomentaryBehaviour canary = _canary.At(at);
        return metric switch
        {
            Metric.Errors => canary.ErrorRate - baseline.ErrorRate,
            Metric.Accuracy => baseline.Accuracy - canary.Accuracy,
            Metric.Conversion => RelativeLoss(baseline.Conversion, canary.Conversion),
            Metric.Revenue => RelativeLoss(baseline.Conversion * _baseline.RevenueMean, canary.Conversion * _canary.RevenueMean),
            Metric.LatencyQuantile { Quantile: var quantile } =>
                _canary.Latency.Quantile(quantile, canary) / _baseline.Latency.Quantile(quantile, baseline) - 1,
            Metric.LatencyMean => Mean(_canary, canary) / Mean(_baseline, baseline) - 1,
            _ => throw new ArgumentException($"{metric.Name} has no effect of its own: canary and baseline are not compared by it.", nameof(metric)),
        };
    }

    /// <inheritdoc/>
    public double Apart(Check check, Moment at) => _distributions.Apart(check, _canary.At(at), _baseline.At(at));

    /// <inheritdoc/>
    public double ToleranceOf(Metric metric) => metric switch
    {
        Metric.Errors => _tolerance.Errors,
        Metric.Accuracy => _tolerance.Accuracy,
        Metric.LatencyQuantile or Metric.LatencyMean => _tolerance.Latency,
        _ => _tolerance.Conversion,
    };

    /// <summary>Cuts a stretch into equal parts.</summary>
    public static IEnumerable<(Moment From, Moment To)> Parts(Moment from, Moment to, int parts)
    {
        long length = to.Nanoseconds - from.Nanoseconds;
        for (int i = 0; i < parts; i++)
            yield return (
                new Moment(from.Nanoseconds + length / parts * i),
                i == parts - 1 ? to : new Moment(from.Nanoseconds + length / parts * (i + 1)));
    }

    /// <summary>
    /// By how much likelier a bad answer is from the canary, at least 0. An answer is bad that is an error, wrong, or slower than the p99 of a fault-free
    /// baseline; the three are independent: bad = 1 - (1 - error) x accuracy x (1 - slow).
    /// </summary>
    public double ExcessOfBadAnswers(Moment at) => Math.Max(0, Bad(_canary, at) - Bad(_baseline, at));

    private static double RelativeLoss(double baseline, double canary) => baseline == 0 ? 0 : 1 - canary / baseline;

    private static double Mean(ArmTimeline arm, in MomentaryBehaviour behaviour) => arm.Latency.MomentUpTo(double.PositiveInfinity, 1, behaviour);

    private double Bad(ArmTimeline arm, Moment at)
    {
        MomentaryBehaviour behaviour = arm.At(at);
        return 1 - (1 - behaviour.ErrorRate) * behaviour.Accuracy * (1 - arm.Latency.Above(_slowBeyond, behaviour));
    }
}
