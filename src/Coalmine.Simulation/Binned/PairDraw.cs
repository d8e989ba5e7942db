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
    private readonly DelayTable _delays;
    private readonly long[] _canaryOnly;
    private readonly long[] _baselineOnly;
    private readonly long[] _alike;

    /// <summary>Prepares the draws.</summary>
    /// <param name="mirrored">Share of requests that are mirrored and compared.</param>
    /// <param name="labels">Which pairs are ever labelled; biased labelling looks at the answer that the user got, the baseline's.</param>
    /// <param name="delays">When labels arrive.</param>
    /// <param name="cells">Cells of the world.</param>
    public PairDraw(double mirrored, LabelProcess labels, DelayTable delays, int cells)
    {
        _mirrored = mirrored;
        _labels = labels;
        _delays = delays;
        _canaryOnly = new long[cells + 1];
        _baselineOnly = new long[cells + 1];
        _alike = new long[cells + 1];
    }

    /// <summary>A new replication begins.</summary>
    public void Start()
    {
        Array.Clear(_canaryOnly);
        Array.Clear(_baselineOnly);
        Array.Clear(_alike);
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
        if (mirroring > 0)
            Compare(key, cell, requests, mirroring * _mirrored, law, counters);
        counters[(int)Slot.PairsLabelled] += _canaryOnly[cell] + _baselineOnly[cell] + _alike[cell];
        counters[(int)Slot.PairsCanaryOnlyWrong] += _canaryOnly[cell];
        counters[(int)Slot.PairsBaselineOnlyWrong] += _baselineOnly[cell];
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

    private void Label(ref Xoshiro256 random, long pairs, double share, int cell, Span<long> arrivals) =>
        _delays.Spread(ref random, BinomialSampler.Draw(ref random, pairs, share), cell, arrivals);
}
