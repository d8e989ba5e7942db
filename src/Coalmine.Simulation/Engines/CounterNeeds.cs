using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Engines;

/// <summary>
/// Which counters somebody reads. What nobody reads is not drawn, and since every purpose has streams of its own, the rest is not changed by that.
/// </summary>
internal sealed class CounterNeeds(CounterLayout layout)
{
    private readonly bool[] _isRead = new bool[layout.Length];
    private readonly bool[] _isReadOfBaseline = new bool[layout.Length];
    private readonly bool[] _isReadOfCanary = new bool[layout.Length];

    /// <summary>What a measurement plan reads, its queries aside.</summary>
    public static CounterNeeds Of(ScrapedWorld world, MeasurementPlan plan)
    {
        CounterNeeds needs = new(world.Layout);
        foreach (CounterNeed need in plan.Counters)
            needs.Add(world.PlaceOf(need.Kind, need.Bound));
        return needs;
    }

    /// <summary>Where the counters lie.</summary>
    public CounterLayout Layout => layout;

    /// <summary>Whether latencies of errors are told from those of answers.</summary>
    public bool LatencyByOutcome =>
        Reads(Slot.ErrorLatencySum) || Reads(Slot.AnsweredLatencySum) || ReadsAny(layout.ErrorLatency, 2 * layout.LatencyBounds);

    /// <summary>Whether sums of latencies are drawn.</summary>
    public bool LatencySums => LatencyByOutcome || Reads(Slot.LatencySum);

    /// <summary>Whether latencies are drawn.</summary>
    public bool Latency => LatencySums || ReadsAny(layout.Latency, layout.LatencyBounds);

    /// <summary>Whether errors are drawn.</summary>
    public bool Errors => Reads(Slot.Errors) || Reads(Slot.Answered) || LatencyByOutcome;

    /// <summary>Whether labels are drawn.</summary>
    public bool Labels => Reads(Slot.Labelled) || Reads(Slot.Right) || Quality || Classes;

    /// <summary>Whether right and wrong answers are told apart, labelled or not.</summary>
    public bool WrongAnswers => Scores || Classes;

    /// <summary>Whether classes are drawn.</summary>
    public bool Classes => ReadsAny(layout.Predictions, layout.Classes * (layout.Classes + 1));

    /// <summary>Whether scores are drawn.</summary>
    public bool Scores => layout.ScoreBounds > 0 && (Reads(Slot.ScoreSum) || ReadsAny(layout.Score, layout.ScoreBounds));

    /// <summary>Whether the quality gauge is kept.</summary>
    public bool Quality => Reads(Slot.Quality);

    /// <summary>Whether revenue is drawn.</summary>
    public bool Revenue => Reads(Slot.RevenueSum) || ReadsAny(layout.Revenue, layout.RevenueBounds);

    /// <summary>Whether conversions are drawn.</summary>
    public bool Conversions => Reads(Slot.Conversions) || Revenue;

    /// <summary>Whether mirrored pairs are drawn.</summary>
    public bool Pairs => ReadsAny((int)Slot.PairsCompared, 5);

    /// <summary>Whether anything is read.</summary>
    public bool Any => _isRead.AsSpan().Contains(true);

    /// <summary>Notes that a counter of both arms is read.</summary>
    public void Add(int place) => _isRead[place] = _isReadOfBaseline[place] = _isReadOfCanary[place] = true;

    /// <summary>Notes that a counter of one arm is read.</summary>
    public void Add(Arm arm, int place) => _isRead[place] = (arm == Arm.Baseline ? _isReadOfBaseline : _isReadOfCanary)[place] = true;

    /// <summary>What is read of one arm.</summary>
    public CounterNeeds Of(Arm arm)
    {
        CounterNeeds needs = new(layout);
        bool[] isRead = arm == Arm.Baseline ? _isReadOfBaseline : _isReadOfCanary;
        for (int place = 0; place < isRead.Length; place++)
            if (isRead[place])
                needs.Add(arm, place);
        return needs;
    }

    /// <summary>Whether a counter is read.</summary>
    public bool IsRead(int place) => _isRead[place];

    /// <summary>Whether the latency counts below a boundary (1 to the number of bounds) are read.</summary>
    public bool ReadsBoundary(int boundary) => LatencySums || _isRead[layout.Latency + boundary - 1];

    private bool Reads(Slot slot) => _isRead[(int)slot];

    private bool ReadsAny(int first, int count) => _isRead.AsSpan(first, count).Contains(true);
}
