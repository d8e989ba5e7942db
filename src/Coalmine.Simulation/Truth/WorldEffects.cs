using System.Collections.Immutable;
using Coalmine.Rollouts.Checks;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Worlds;

namespace Coalmine.Simulation.Truth;

/// <summary>
/// What is true of a world: the canary's effect on each metric over time, against the world's tolerance. By the laws themselves where they tell it, else by
/// reference runs (see the room's README); never by what a policy measured. A fault that hits both arms alike has no effect.
/// </summary>
public sealed class WorldEffects
{
    private const double RegressedFrom = 1.5;
    // Quantiles are found to a relative 1e-13; anything this small is rounding.
    private const double Noise = 1e-9;

    private static readonly ImmutableArray<Metric> Judged =
    [
        new Metric.Errors(), new Metric.Accuracy(), new Metric.LatencyQuantile(0.5), new Metric.LatencyQuantile(0.95),
        new Metric.LatencyQuantile(0.99), new Metric.Conversion(), new Metric.Revenue(),
    ];

    private readonly IArmComparison _comparison;

    private WorldEffects(IArmComparison comparison)
    {
        _comparison = comparison;
        Segments = [.. comparison.Stretches.Select(SegmentOf)];
        Largest = [.. Judged.Select(LargestOf)];
        Onset = FindOnset();
        Regressed = [.. FindRegressed()];
        Truth = Onset is not null ? TruthKind.Regressed
            : Largest.Any(effect => effect.Effect > Noise) ? TruthKind.Indifferent
            : TruthKind.Healthy;
    }

    /// <summary>What is true of the world.</summary>
    public TruthKind Truth { get; }

    /// <summary>
    /// The first moment at which some effect is at least 1.5 times its tolerance, to a sixty-fourth of a ramp; nothing unless the world is regressed.
    /// </summary>
    public Moment? Onset { get; }

    /// <summary>
    /// The largest effect for the worse on each metric that the truth is judged by: errors, accuracy, latency p50, p95 and p99, conversion, revenue.
    /// </summary>
    public ImmutableArray<MetricEffect> Largest { get; }

    /// <summary>The stretches in which some effect is at least 1.5 times its tolerance, in order and apart; none unless the world is regressed.</summary>
    public ImmutableArray<Stretch> Regressed { get; }

    /// <summary>The world's time, cut into stretches.</summary>
    internal ImmutableArray<EffectSegment> Segments { get; }

    /// <summary>Computes the effects of a world by its laws.</summary>
    public static WorldEffects Of(World world) => new(new ArmComparison(world));

    /// <summary>The effects of a world whose arms have been compared.</summary>
    internal static WorldEffects Of(IArmComparison comparison) => new(comparison);

    /// <summary>
    /// The first moment at which the canary is worse than tolerated on a metric, from which on a rollback that a check on it causes is a detection; nothing
    /// where it never is. Disagreement is affected when accuracy is; a written query may measure anything: the world's onset.
    /// </summary>
    /// <exception cref="ArgumentException">The metric is of whole distributions, which is asked by the check.</exception>
    public Moment? AffectedFrom(Metric metric) => metric switch
    {
        Metric.Query => Onset,
        Metric.Disagreement => AffectedFrom(new Metric.Accuracy()),
        _ => FirstAtLeast(at => _comparison.Effect(metric, at), _comparison.ToleranceOf(metric) - Noise),
    };

    /// <summary>
    /// The same for a check: whole distributions have no tolerance, and their metric is affected from when they lie further apart than the check allows, in its
    /// own measure (the largest difference at a bucket bound, or the index), by the laws or the reference runs and not by what was counted.
    /// </summary>
    public Moment? AffectedFrom(Check check) => check switch
    {
        { Metric.ComparesDistributions: false } => AffectedFrom(check.Metric),
        { Requirement: Requirement.AtMost most } => FirstAtLeast(at => _comparison.Apart(check, at), most.Limit + Noise),
        { Requirement: Requirement.NotWorseThanBaseline { Margin: Margin.Points points } } =>
            FirstAtLeast(at => _comparison.Apart(check, at), points.Share + Noise),
        _ => null,
    };

    /// <summary>The effect on a metric at a moment; above 0 is worse. Errors and accuracy as a difference of shares, others relative.</summary>
    /// <exception cref="ArgumentException">The metric has no value of each arm's own (disagreement, a written query, whole distributions).</exception>
    public double EffectAt(Metric metric, Moment at) => _comparison.Effect(metric, at);

    private static Moment Middle(Moment from, Moment to) => new(from.Nanoseconds + (to.Nanoseconds - from.Nanoseconds) / 2);

    private EffectSegment SegmentOf((Moment From, Moment To) stretch)
    {
        Moment middle = Middle(stretch.From, stretch.To);
        return new EffectSegment(stretch.From, stretch.To, _comparison.ExcessOfBadAnswers(middle), IsRegressedAt(middle));
    }

    private bool IsRegressedAt(Moment at) =>
        Judged.Any(metric => _comparison.Effect(metric, at) >= RegressedFrom * _comparison.ToleranceOf(metric) - Noise);

    private MetricEffect LargestOf(Metric metric)
    {
        double largest = double.NegativeInfinity;
        Moment when = Moment.Start;
        // The end of a stretch belongs to the next one, where a fault may be over: one nanosecond before it is the limit from within.
        foreach (EffectSegment segment in Segments)
            foreach (Moment at in new[] { segment.From, new Moment(segment.To.Nanoseconds - 1) })
                if (_comparison.Effect(metric, at) is var effect && effect > largest + Noise)
                    (largest, when) = (effect, at);
        return new MetricEffect(metric, largest, _comparison.ToleranceOf(metric), when);
    }

    private Moment? FirstAtLeast(Func<Moment, double> effect, double size)
    {
        foreach (EffectSegment segment in Segments)
        {
            if (effect(segment.From) >= size)
                return segment.From;
            (long before, long beyond) = (segment.From.Nanoseconds, segment.To.Nanoseconds - 1);
            if (effect(new Moment(beyond)) < size)
                continue;
            // Within a stretch the effect moves one way.
            while (beyond - before > 1)
                if (before + (beyond - before) / 2 is var middle && effect(new Moment(middle)) >= size)
                    beyond = middle;
                else
                    before = middle;
            return new Moment(beyond);
        }

        return null;
    }

    private IEnumerable<Stretch> FindRegressed()
    {
        Moment? from = null;
        foreach (EffectSegment segment in Segments)
        {
            if (from is { } begun && !segment.IsRegressed)
                yield return new Stretch(begun, segment.From);
            from = segment.IsRegressed ? from ?? segment.From : null;
        }

        if (from is { } open)
            yield return new Stretch(open, Segments[^1].To);
    }

    private Moment? FindOnset()
    {
        foreach (EffectSegment segment in Segments)
            if (segment.IsRegressed)
                return segment.From;
        return null;
    }
}
