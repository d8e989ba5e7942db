using System.Collections.Immutable;
using System.Globalization;

namespace Coalmine.Simulation.Engines;

/// <summary>The counters of a pod that are kept because somebody reads them, with requests always among them, in the order of their places.</summary>
internal sealed class KeptCounters
{
    private readonly int[] _places;
    private readonly string[] _names;

    /// <summary>Notes what is kept of a world.</summary>
    public KeptCounters(ScrapedWorld world, CounterNeeds needs)
    {
        _places = [.. Enumerable.Range(0, world.Layout.Length).Where(place => place == (int)Slot.Requests || needs.IsRead(place))];
        _names = [.. _places.Select(place => NameOf(world, place))];
    }

    /// <summary>Their names: those of <see cref="Slot"/> with a small first letter, or a histogram's name with the bound of the bucket.</summary>
    public ReadOnlySpan<string> Names => _names;

    /// <summary>Where one of them lies among a pod's counters.</summary>
    public int PlaceOf(int counter) => _places[counter];

    private static string NameOf(ScrapedWorld world, int place)
    {
        CounterLayout layout = world.Layout;
        if (place < layout.Latency)
        {
            string slot = ((Slot)place).ToString();
            return char.ToLowerInvariant(slot[0]) + slot[1..];
        }

        ReadOnlySpan<double> latency = world.LatencyBounds;
        if (place < layout.ErrorLatency)
            return Bucket("latencyBucket", latency[place - layout.Latency]);
        if (place < layout.AnsweredLatency)
            return Bucket("errorLatencyBucket", latency[place - layout.ErrorLatency]);
        if (place < layout.Revenue)
            return Bucket("answeredLatencyBucket", latency[place - layout.AnsweredLatency]);
        if (place < layout.Score)
            return Bucket("revenueBucket", world.RevenueBounds[place - layout.Revenue]);
        if (place < layout.Predictions)
            return Bucket("scoreBucket", Models.ModelScores.Bounds[place - layout.Score]);
        ImmutableArray<string> classes = world.World.Baseline.Classes.Names;
        if (place < layout.LabelledPairs)
            return $"predictions_{classes[place - layout.Predictions]}";
        (int truth, int said) = Math.DivRem(place - layout.LabelledPairs, classes.Length);
        return $"labelled_{classes[truth]}_{classes[said]}";
    }

    private static string Bucket(string histogram, double bound) => string.Create(CultureInfo.InvariantCulture, $"{histogram}_{bound}");
}
