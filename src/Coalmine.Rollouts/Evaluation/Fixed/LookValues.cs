using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>The values of both arms at the looks of one step, of which the newest <see cref="Most"/> are kept.</summary>
internal sealed class LookValues : CheckState
{
    /// <summary>Looks that are kept.</summary>
    public const int Most = 512;
    private double[] _canary = new double[Most];
    private double[] _baseline = new double[Most];

    /// <summary>Looks had.</summary>
    public int Count { get; private set; }

    /// <summary>When the step began that they belong to.</summary>
    public Plan.Moment Since { get; private set; }

    /// <summary>The canary's values.</summary>
    public ReadOnlySpan<double> Canary => _canary.AsSpan(0, Count);

    /// <summary>The baseline's values.</summary>
    public ReadOnlySpan<double> Baseline => _baseline.AsSpan(0, Count);

    public override void Reset()
    {
        base.Reset();
        (Count, Since) = (0, default);
    }

    public override void Exchange(SnapshotStream stream)
    {
        base.Exchange(stream);
        Count = stream.Whole(Count);
        if (Count is < 0 or > Most)
            throw SnapshotStream.Fault("there are more looks than are kept");
        Since = stream.Moment(Since);
        stream.Numbers(_canary.AsSpan(0, Count));
        stream.Numbers(_baseline.AsSpan(0, Count));
    }

    /// <summary>Takes a look in; another step's looks are forgotten.</summary>
    public void Add(Plan.Moment stepBegan, double canary, double baseline)
    {
        if (stepBegan != Since)
            (Count, Since) = (0, stepBegan);
        if (Count == Most)
        {
            Array.Copy(_canary, 1, _canary, 0, --Count);
            Array.Copy(_baseline, 1, _baseline, 0, Count);
        }

        (_canary[Count], _baseline[Count]) = (canary, baseline);
        Count++;
    }

    public override CheckState Copy()
    {
        LookValues copy = (LookValues)base.Copy();
        copy._canary = [.. _canary];
        copy._baseline = [.. _baseline];
        return copy;
    }
}
