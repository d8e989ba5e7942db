using Coalmine.Rollouts.Journal.Snapshots;
using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Bets;

/// <summary>What a sequential check of a share has gathered.</summary>
internal sealed class SequentialShareState : CheckState
{
    private readonly double _start;
    private double[] _harm = new double[RateRatioAlternatives.Harm.Length];
    private double[] _safety = new double[RateRatioAlternatives.Safety.Length];

    /// <summary>State of a check with a rule for when harm may begin.</summary>
    public SequentialShareState(OnsetRule onset)
    {
        _start = onset.Start;
        Reset();
    }

    /// <summary>ln of the wealth on each harm alternative, without the stakes still waiting.</summary>
    public Span<double> Harm => _harm;

    /// <summary>ln of the wealth on each safety alternative.</summary>
    public Span<double> Safety => _safety;

    /// <summary>Chunks taken in.</summary>
    public int Looks { get; set; }

    /// <summary>Events and trials that wait until the dispersion is known.</summary>
    public PendingCounts Pending { get; set; }

    /// <summary>The same for mirrored pairs.</summary>
    public PendingCounts PendingPairs { get; set; }

    /// <summary>When the step began that the waiting counts belong to.</summary>
    public Moment PendingSince { get; set; }

    /// <summary>Events and trials of the arm that two-by-two bets take their rate from, up to the last look.</summary>
    public (double Events, double Trials) Reference { get; set; }

    /// <summary>ln of the e-value for safety.</summary>
    public double LogSafety { get; private set; }

    public override void Reset()
    {
        base.Reset();
        Array.Fill(_harm, _start);
        Array.Clear(_safety);
        Looks = 0;
        Pending = default;
        PendingPairs = default;
        PendingSince = default;
        Reference = default;
        LogSafety = 0;
    }

    /// <summary>Computes the two e-values from the wealth.</summary>
    /// <param name="onset">When harm may begin.</param>
    /// <param name="harmCount">Harm alternatives in use.</param>
    /// <param name="safetyCount">Safety alternatives in use.</param>
    public void Total(OnsetRule onset, int harmCount, int safetyCount)
    {
        LogHarm = harmCount == 0 ? 0 : onset.LogE(EValue.LogMean(_harm.AsSpan(0, harmCount)), Looks);
        LogSafety = safetyCount == 0 ? 0 : EValue.LogMean(_safety.AsSpan(0, safetyCount));
    }

    public override void Exchange(SnapshotStream stream)
    {
        base.Exchange(stream);
        stream.Numbers(_harm);
        stream.Numbers(_safety);
        Looks = stream.Whole(Looks);
        Pending = Pending.Exchange(stream);
        PendingPairs = PendingPairs.Exchange(stream);
        PendingSince = stream.Moment(PendingSince);
        Reference = (stream.Number(Reference.Events), stream.Number(Reference.Trials));
        LogSafety = stream.Number(LogSafety);
    }

    public override CheckState Copy()
    {
        SequentialShareState copy = (SequentialShareState)base.Copy();
        copy._harm = [.. _harm];
        copy._safety = [.. _safety];
        return copy;
    }
}
