using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>A node that yields the samples of series over a range.</summary>
internal abstract class RangePlan(Slot[] slots)
{
    /// <summary>The series.</summary>
    public Slot[] Slots { get; } = slots;

    /// <summary>Where the range starts; the sample exactly there belongs to it in 2.x only.</summary>
    public long From { get; protected set; }

    /// <summary>Where the range ends; a sample there belongs to it.</summary>
    public long To { get; protected set; }

    /// <summary>Places the range and makes its samples ready; false after an execution error.</summary>
    public abstract bool TryPrepare(Execution execution);

    /// <summary>The samples of one series; valid until the next call.</summary>
    public abstract SampleBuffer Read(int slot);
}
