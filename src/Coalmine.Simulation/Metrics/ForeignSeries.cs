using System.Collections.Immutable;
using Coalmine.PromQL.Bindings;
using Coalmine.PromQL.Series;
using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;

namespace Coalmine.Simulation.Metrics;

/// <summary>
/// What the pods of a world expose under the names that a manifest's queries ask for. Every metric counts the same requests; where an observer's label counts
/// each request once per observer (Istio's reporter), so do its series.
/// </summary>
internal static class ForeignSeries
{
    private static readonly bool[] Outcomes = [false, true];

    /// <summary>All series that a policy's queries may ask for.</summary>
    public static IEnumerable<PlatformSeries> Of(ScrapedWorld world, QueryBindings bindings) =>
        Of(world, bindings, (bound, seconds) => world.PolicyBounds.Contains(seconds) && bound.BoundsSeconds.Contains(seconds));

    /// <summary>All series that a watcher's queries may ask for.</summary>
    /// <param name="world">The world.</param>
    /// <param name="bindings">What the queries ask.</param>
    public static IEnumerable<PlatformSeries> OfWatcher(ScrapedWorld world, QueryBindings bindings) =>
        Of(world, bindings, (bound, seconds) => bound.BoundsSeconds.Contains(seconds));

    private static IEnumerable<PlatformSeries> Of(ScrapedWorld world, QueryBindings bindings, Func<BoundFamily, double, bool> hasBound)
    {
        foreach (BoundFamily bound in bindings.Families)
        {
            Exposure exposure = new(world, bound, hasBound);
            for (int pod = 0; pod < world.Pods; pod++)
                foreach (string observer in bound.Scheme.Observers)
                    foreach (PlatformSeries series in exposure.Of(pod, observer))
                        yield return series;
        }
    }

    private sealed class Exposure(ScrapedWorld world, BoundFamily bound, Func<BoundFamily, double, bool> hasBound)
    {
        private readonly ImmutableArray<(string Text, int Index)> _bounds = [.. BoundsOf(world, bound, hasBound)];

        public IEnumerable<PlatformSeries> Of(int pod, string observer) => bound.Family.Role switch
        {
            MetricRole.Requests => Counts(pod, observer, bound.Family.Name),
            MetricRole.Latency => Histogram(pod, observer),
            MetricRole.Quality => [One(pod, observer, (Slot.Quality, Slot.Labelled))],
            MetricRole.Labelled => [One(pod, observer, (Slot.Labelled, Slot.Labelled))],
            MetricRole.Right => [One(pod, observer, (Slot.Right, Slot.Right))],
            MetricRole.Conversions => [One(pod, observer, (Slot.Conversions, Slot.Requests))],
            _ => [One(pod, observer, (Slot.Memory, Slot.Memory))],
        };

        private static IEnumerable<(string Text, int Index)> BoundsOf(ScrapedWorld world, BoundFamily bound, Func<BoundFamily, double, bool> hasBound)
        {
            for (int i = 0; i < world.LatencyBounds.Length; i++)
            {
                double seconds = world.LatencyBounds[i];
                if (hasBound(bound, seconds))
                    yield return (BoundText.Of(bound.Family, seconds), i);
            }
        }

        private IEnumerable<PlatformSeries> Counts(int pod, string observer, string name)
        {
            if (bound.Family.Counts == RequestOutcome.Error)
                return [Named(pod, Labels(pod, observer, true), name, ((int)Slot.Errors, (int)Slot.Errors))];
            if (bound.Scheme.Outcomes.IsEmpty)
                return [Named(pod, Labels(pod, observer, false), name, ((int)Slot.Requests, (int)Slot.Requests))];
            return Outcomes.Select(isError =>
            {
                int slot = (int)(isError ? Slot.Errors : Slot.Answered);
                return Named(pod, Labels(pod, observer, isError), name, (slot, slot));
            });
        }

        private IEnumerable<PlatformSeries> Histogram(int pod, string observer)
        {
            string name = bound.Family.Name;
            IEnumerable<PlatformSeries> series = Counts(pod, observer, name + "_count");
            // Telling buckets and sums apart by outcome costs draws.
            if (!bound.TellsOutcomesApart)
                return series.Concat(Buckets(pod, Labels(pod, observer, false), world.Layout.Latency, (Slot.LatencySum, Slot.Requests)));
            return series
                .Concat(Buckets(pod, Labels(pod, observer, false), world.Layout.AnsweredLatency, (Slot.AnsweredLatencySum, Slot.Answered)))
                .Concat(Buckets(pod, Labels(pod, observer, true), world.Layout.ErrorLatency, (Slot.ErrorLatencySum, Slot.Errors)));
        }

        private IEnumerable<PlatformSeries> Buckets(int pod, Labels labels, int first, (Slot Sum, Slot Count) slots)
        {
            (int sum, int count) = ((int)slots.Sum, (int)slots.Count);
            string name = bound.Family.Name;
            foreach ((string text, int index) in _bounds)
                yield return Named(pod, labels.With(PromQL.Series.Labels.BucketBound, text), name + "_bucket", (first + index, count));
            yield return Named(pod, labels.With(PromQL.Series.Labels.BucketBound, "+Inf"), name + "_bucket", (count, count));
            yield return Named(pod, labels, name + "_sum", (sum, count)) with { Scale = bound.Family.UnitsPerSecond };
        }

        private PlatformSeries One(int pod, string observer, (Slot Value, Slot BornWith) slots) =>
            Named(pod, Labels(pod, observer, false), bound.Family.Name, ((int)slots.Value, (int)slots.BornWith));

        private Labels Labels(int pod, string observer, bool isError)
        {
            bool isCanary = world.ArmOf(pod) == Arm.Canary;
            return bound.Scheme.Of(isCanary, isCanary ? pod - world.BaselinePods : pod, isError, observer);
        }

        private static PlatformSeries Named(int pod, Labels labels, string name, (int Value, int BornWith) places) =>
            new(labels.With(PromQL.Series.Labels.MetricName, name), pod, places.Value, places.BornWith);
    }
}
