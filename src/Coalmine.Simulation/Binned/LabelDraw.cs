using Coalmine.Simulation.Engines;
using Coalmine.Simulation.Worlds;
using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>Labels: which answers get one, whether it says right, and in which cell it arrives.</summary>
internal sealed class LabelDraw : PodDraw
{
    private readonly LabelProcess _labels;
    private readonly DelayTable _delays;
    private readonly DelayedLabels[] _right;
    private readonly DelayedLabels[] _wrong;
    private readonly QualityWindow[] _windows;
    private readonly bool _drawsWrong;
    private readonly ClassDraw? _classes;
    private readonly long[] _spread;

    /// <summary>Prepares the draws.</summary>
    /// <param name="world">The world: which answers are ever labelled, and when labels arrive.</param>
    /// <param name="needs">What is read.</param>
    public LabelDraw(BinnedWorld world, CounterNeeds needs)
    {
        (int pods, int cells) = (world.Scraped.Pods, world.Scraped.Cells);
        int qualityWindow = needs.Quality ? world.Scraped.World.Telemetry.QualityWindow : 0;
        DelayTable delays = world.Delays;
        _labels = world.Scraped.World.Labels;
        _drawsWrong = needs.WrongAnswers;
        _delays = delays;
        int kept = delays.IsImmediate ? 0 : cells + 1;
        _classes = needs.Classes ? new ClassDraw(needs.Layout, pods, delays.IsImmediate ? 0 : cells) : null;
        _spread = new long[kept];
        int waited = delays.IsImmediate ? 0 : cells;
        _right = [.. Enumerable.Range(0, pods).Select(_ => new DelayedLabels(delays, world.DelayBlocks, waited))];
        _wrong = [.. Enumerable.Range(0, pods).Select(_ => new DelayedLabels(delays, world.DelayBlocks, waited))];
        _windows = qualityWindow == 0 ? [] : [.. Enumerable.Range(0, pods).Select(_ => new QualityWindow(qualityWindow, cells))];
    }

    /// <inheritdoc/>
    public override void Start()
    {
        foreach (DelayedLabels right in _right)
            right.Start();
        foreach (DelayedLabels wrong in _wrong)
            wrong.Start();
        foreach (QualityWindow window in _windows)
            window.Start();
        _classes?.Start();
    }

    /// <inheritdoc/>
    public override void Draw(PodCell cell, Span<double> counters)
    {
        (long right, long wrong) = Label(cell);
        if (_classes is not null)
            (right, wrong) = DelayByClass(cell, _classes, right, wrong, counters);
        else if (!_delays.IsImmediate)
            (right, wrong) = Delay(cell, right, wrong);
        counters[(int)Slot.Labelled] += right + wrong;
        counters[(int)Slot.Right] += right;
        if (_windows.Length == 0)
            return;
        _windows[cell.Pod].Add(cell.Key.With(Purpose.Quality), right + wrong, right);
        counters[(int)Slot.Quality] = _windows[cell.Pod].Value;
    }

    private (long Right, long Wrong) Label(PodCell cell)
    {
        Xoshiro256 random = cell.Key.With(Purpose.Labels).Open();
        double wrongProbability = Math.Min(1, cell.Law.Wrong * cell.Effect);
        if (cell.Requests == cell.Bursts)
        {
            // Of the labels, biased or not, these are of wrong answers (Bayes); unbiased, that is the share of wrong answers itself, to the last bit.
            double wrongLabels = wrongProbability * _labels.WrongShare;
            double share = _labels.IsBiased ? (1 - wrongProbability) * _labels.Share + wrongLabels : _labels.Share;
            long labelled = BinomialSampler.Draw(ref random, cell.Requests, share);
            long wrong = BinomialSampler.Draw(ref random, labelled, _labels.IsBiased && share > 0 ? Math.Min(1, wrongLabels / share) : wrongProbability);
            if (_drawsWrong)
                cell.Wrong = wrong + UnlabelledWrong(cell, labelled, wrongProbability, share);
            return (labelled - wrong, wrong);
        }

        long wrongAnswers = BurstSplit.Draw(ref random, cell.Bursts, cell.Requests, wrongProbability).Requests;
        cell.Wrong = wrongAnswers;
        long rightLabels = BinomialSampler.Draw(ref random, cell.Requests - wrongAnswers, _labels.Share);
        return (rightLabels, BinomialSampler.Draw(ref random, wrongAnswers, _labels.WrongShare));
    }

    // Of the answers without a label, these are wrong (Bayes again).
    private long UnlabelledWrong(PodCell cell, long labelled, double wrongProbability, double labelledShare)
    {
        if (labelled == cell.Requests)
            return 0;
        Xoshiro256 random = cell.Key.With(Purpose.WrongAnswers).Open();
        double wrong = wrongProbability * (1 - _labels.WrongShare) / (1 - labelledShare);
        return BinomialSampler.Draw(ref random, cell.Requests - labelled, Math.Min(1, wrong));
    }

    private (long Right, long Wrong) Delay(PodCell cell, long right, long wrong)
    {
        (DelayedLabels ofRight, DelayedLabels ofWrong) = (_right[cell.Pod], _wrong[cell.Pod]);
        if (ofRight.Waits(cell.Cell))
        {
            StreamKey pools = cell.Key.With(Purpose.PooledLabels);
            ofRight.Release(pools.With(1), cell.Cell);
            ofWrong.Release(pools.With(0), cell.Cell);
        }

        Xoshiro256 random = cell.Key.With(Purpose.LabelDelays).Open();
        ofRight.Add(ref random, right, cell.Cell);
        ofWrong.Add(ref random, wrong, cell.Cell);
        return (ofRight.Arrivals[cell.Cell], ofWrong.Arrivals[cell.Cell]);
    }

    // The same delays as without classes: only what arrives together is told apart.
    private (long Right, long Wrong) DelayByClass(PodCell cell, ClassDraw classes, long right, long wrong, Span<double> counters)
    {
        classes.Open(cell);
        classes.Predict(cell, cell.Requests - cell.Wrong - right, true, counters);
        classes.Predict(cell, cell.Wrong - wrong, false, counters);
        if (_delays.IsImmediate)
        {
            classes.Label(cell, right, true, 0, counters);
            classes.Label(cell, wrong, false, 0, counters);
            classes.Close(cell, 0, counters);
            return (right, wrong);
        }

        Xoshiro256 random = cell.Key.With(Purpose.LabelDelays).Open();
        SpreadByClass(ref random, cell, classes, right, true, counters);
        SpreadByClass(ref random, cell, classes, wrong, false, counters);
        classes.Close(cell, cell.Cell, counters);
        return (_right[cell.Pod].Arrivals[cell.Cell], _wrong[cell.Pod].Arrivals[cell.Cell]);
    }

    private void SpreadByClass(ref Xoshiro256 random, PodCell cell, ClassDraw classes, long labels, bool isRight, Span<double> counters)
    {
        Span<long> arrivals = (isRight ? _right : _wrong)[cell.Pod].Arrivals;
        Array.Clear(_spread);
        _delays.Spread(ref random, labels, cell.Cell, _spread);
        for (int arrival = cell.Cell; arrival < _spread.Length && labels > 0; arrival++)
        {
            classes.Label(cell, _spread[arrival], isRight, arrival, counters);
            arrivals[arrival] += _spread[arrival];
            labels -= _spread[arrival];
        }

        classes.Predict(cell, labels, isRight, counters);
    }
}
