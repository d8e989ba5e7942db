using Coalmine.Rollouts.Plan;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation;

/// <summary>What a sequential check of a share has gathered.</summary>
internal sealed class SequentialShareState : CheckState
{
    private double[] _harm = new double[RateRatioAlternatives.Harm.Length];
    private double[] _safety = new double[RateRatioAlternatives.Safety.Length];

    public SequentialShareState() => Reset();

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

    /// <summary>ln of the e-value for safety.</summary>
    public double LogSafety { get; private set; }

    public override void Reset()
    {
        base.Reset();
        Array.Fill(_harm, double.NegativeInfinity);
        Array.Clear(_safety);
        Looks = 0;
        Pending = default;
        PendingPairs = default;
        PendingSince = default;
        LogSafety = 0;
    }

    /// <summary>Computes the two e-values from the wealth.</summary>
    /// <param name="harmCount">Harm alternatives in use.</param>
    /// <param name="safetyCount">Safety alternatives in use.</param>
    public void Total(int harmCount, int safetyCount)
    {
        LogHarm = harmCount == 0 ? 0 : OnsetMixture.LogE(EValue.LogMean(_harm.AsSpan(0, harmCount)), Looks);
        LogSafety = safetyCount == 0 ? 0 : EValue.LogMean(_safety.AsSpan(0, safetyCount));
    }

    public override CheckState Copy()
    {
        SequentialShareState copy = (SequentialShareState)base.Copy();
        copy._harm = [.. _harm];
        copy._safety = [.. _safety];
        return copy;
    }
}
