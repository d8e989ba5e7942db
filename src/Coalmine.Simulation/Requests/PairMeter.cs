using Coalmine.Rollouts.Plan;
using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Models;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Requests;

/// <summary>Mirrored pairs: compared at once, labelled with the share and the delay of labels.</summary>
/// <param name="tables">The world.</param>
/// <param name="share">Share of what it is shown that is mirrored: 1 where the engine shows mirrored requests only.</param>
internal sealed class PairMeter(RequestWorld tables, double share)
{
    private const int Kinds = 3;
    private readonly LabelArrivals _labels = new(tables.Scraped, Kinds);
    private readonly DelaySampler _delay = new(tables.Scraped.World.Labels.Delay);
    private readonly LabelProcess _labelling = tables.Scraped.World.Labels;
    private long _compared;
    private long _disagreeing;

    private enum Kind
    {
        CanaryOnlyWrong,
        BaselineOnlyWrong,
        Alike,
    }

    /// <summary>A replication begins.</summary>
    public void Start(StreamKey replication)
    {
        (_compared, _disagreeing) = (0, 0);
        _labels.Start(replication);
    }

    /// <summary>A request that both arms may have answered.</summary>
    /// <param name="request">The key of its own streams.</param>
    /// <param name="at">When it was answered.</param>
    /// <param name="law">What pairs come to.</param>
    public void Compare(StreamKey request, Moment at, PairLaw law)
    {
        Xoshiro256 random = request.With(Purpose.Pairs).Open();
        if (random.NextDouble() >= share)
            return;
        double fate = random.NextDouble();
        Kind kind = fate < law.CanaryOnlyWrong ? Kind.CanaryOnlyWrong : fate < law.Disagreement ? Kind.BaselineOnlyWrong : Kind.Alike;
        _compared++;
        _disagreeing += kind == Kind.Alike ? 0 : 1;
        double labelled = kind switch
        {
            Kind.CanaryOnlyWrong => _labelling.Share,
            Kind.BaselineOnlyWrong => _labelling.WrongShare,
            _ => law.LabelledOfAlike(_labelling),
        };
        if (random.NextDouble() < labelled)
            _labels.Add((int)kind, _labels.CellOf(new Moment(at.Nanoseconds + (long)(_delay.Draw(ref random) * 1e9))));
    }

    /// <summary>What a scrape brings.</summary>
    public void WriteTo(int cell, Span<double> counters)
    {
        long canaryOnly = _labels.In((int)Kind.CanaryOnlyWrong, cell);
        long baselineOnly = _labels.In((int)Kind.BaselineOnlyWrong, cell);
        counters[(int)Slot.PairsCompared] = _compared;
        counters[(int)Slot.PairsDisagreeing] = _disagreeing;
        counters[(int)Slot.PairsLabelled] += canaryOnly + baselineOnly + _labels.In((int)Kind.Alike, cell);
        counters[(int)Slot.PairsCanaryOnlyWrong] += canaryOnly;
        counters[(int)Slot.PairsBaselineOnlyWrong] += baselineOnly;
    }
}
