using Coalmine.Statistics.Random;

namespace Coalmine.Simulation.Binned;

/// <summary>What one pod got in one cell, on its way through the draws. One object is reused for all.</summary>
internal sealed class PodCell
{
    /// <summary>The key below which this pod's streams of this cell lie.</summary>
    public StreamKey Key { get; set; }

    /// <summary>The cell, from 1.</summary>
    public int Cell { get; set; }

    /// <summary>The pod, baseline's first.</summary>
    public int Pod { get; set; }

    /// <summary>The arm's law in this cell.</summary>
    public ArmLaw Law { get; set; } = new(0, 0, 0, BucketLaw.Of([1], [0], [0]));

    /// <summary>Factor on the pod's rates of errors and wrong answers.</summary>
    public double Effect { get; set; } = 1;

    /// <summary>Mean factor of the arm's users on the rate of errors.</summary>
    public double ErrorFactor { get; set; } = 1;

    /// <summary>Bursts; as many as requests where requests come one by one.</summary>
    public long Bursts { get; set; }

    /// <summary>Requests.</summary>
    public long Requests { get; set; }

    /// <summary>Errors among the requests, once drawn.</summary>
    public long Errors { get; set; }

    /// <summary>Wrong answers among the requests, once drawn.</summary>
    public long Wrong { get; set; }
}
