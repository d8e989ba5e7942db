using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Mirrored pairs: compared at once, labelled with the share and the delay of labels.</summary>
internal sealed class PairDraw
{
    private readonly double _mirrored;
    private readonly LabelProcess _labels;
    private readonly DelayedLabels _canaryOnly;
    private readonly DelayedLabels _baselineOnly;
    private readonly DelayedLabels _alike;

    /// <summary>Prepares the draws.</summary>
    /// <param name="world">
    /// The world: the share of requests that are mirrored and compared, which pairs are ever labelled (biased labelling looks at the answer that the user got,
    /// the baseline's), and when labels arrive.
    /// </param>
    public PairDraw(BinnedWorld world)
    {
        _mirrored = world.Scraped.World.Mirroring.Share;
        _labels = world.Scraped.World.Labels;
        _canaryOnly = new DelayedLabels(world.Delays, world.DelayBlocks, world.Scraped.Cells);
        _baselineOnly = new DelayedLabels(world.Delays, world.DelayBlocks, world.Scraped.Cells);
        _alike = new DelayedLabels(world.Delays, world.DelayBlocks, world.Scraped.Cells);
    }

    /// <summary>A new replication begins.</summary>
    public void Start()
    {
        _canaryOnly.Start();
        _baselineOnly.Start();
        _alike.Start();
    }

    /// <summary>Draws the pairs of a cell.</summary>
    /// <param name="key">The cell's key.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="requests">Requests that the baseline answered in it.</param>
    /// <param name="mirroring">Part of the cell's time with mirroring on.</param>
    /// <param name="law">What pairs come to.</param>
    /// <param name="counters">Counters of the canary's first pod.</param>
    public void Draw(StreamKey key, int cell, long requests, double mirroring, PairLaw law, Span<double> counters)
    {
        if (_alike.Waits(cell))
        {
            StreamKey pools = key.With(Purpose.PooledPairLabels);
            _canaryOnly.Release(pools.With(0), cell);
            _baselineOnly.Release(pools.With(1), cell);
            _alike.Release(pools.With(2), cell);
        }

        if (mirroring > 0)
            Compare(key, cell, requests, mirroring * _mirrored, law, counters);
        (long canaryOnly, long baselineOnly) = (_canaryOnly.Arrivals[cell], _baselineOnly.Arrivals[cell]);
        counters[(int)Slot.PairsLabelled] += canaryOnly + baselineOnly + _alike.Arrivals[cell];
        counters[(int)Slot.PairsCanaryOnlyWrong] += canaryOnly;
        counters[(int)Slot.PairsBaselineOnlyWrong] += baselineOnly;
    }

    private void Compare(StreamKey key, int cell, long requests, double share, PairLaw law, Span<double> counters)
    {
        Xoshiro256 random = key.With(Purpose.Pairs).Open();
        long pairs = BinomialSampler.Draw(ref random, requests, share);
        long disagreeing = BinomialSampler.Draw(ref random, pairs, Math.Min(1, law.Disagreement));
        long canaryOnly = law.Disagreement == 0 ? 0 : BinomialSampler.Draw(ref random, disagreeing, law.CanaryOnlyWrong / law.Disagreement);
        counters[(int)Slot.PairsCompared] += pairs;
        counters[(int)Slot.PairsDisagreeing] += disagreeing;
        Xoshiro256 labels = key.With(Purpose.PairLabels).Open();
        Label(ref labels, canaryOnly, _labels.Share, cell, _canaryOnly);
        Label(ref labels, disagreeing - canaryOnly, _labels.WrongShare, cell, _baselineOnly);
        Label(ref labels, pairs - disagreeing, law.LabelledOfAlike(_labels), cell, _alike);
    }

    private static void Label(ref Xoshiro256 random, long pairs, double share, int cell, DelayedLabels labels) =>
        labels.Add(ref random, BinomialSampler.Draw(ref random, pairs, share), cell);
}
