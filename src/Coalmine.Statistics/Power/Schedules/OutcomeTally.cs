namespace Coalmine.Statistics.Power.Schedules;

/// <summary>Where the probability (or the runs) went, look by look and stage by stage.</summary>
internal sealed class OutcomeTally(int looks, int stages)
{
    public double[] RolledBack { get; } = new double[looks + 1];

    public double[] Promoted { get; } = new double[looks + 1];

    public double[] Lacking { get; } = new double[looks + 1];

    public double[] StageEntered { get; } = new double[stages];

    public double[] StageRolledBack { get; } = new double[stages];

    /// <summary>Requests answered badly beyond what the baseline would have answered badly, until the schedule ends.</summary>
    public double Excess { get; set; }
}
