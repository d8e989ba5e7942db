using Coalmine.PromQL.Histograms;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Where remarks on one series of a range go: they carry the metric's name. Nothing is made of them unless they are wanted.</summary>
internal readonly struct RangeRemarks(Execution execution, PromQLOptions options, string metric)
{
    private readonly bool wanted = execution.Annotates && options.IsLeftOpen;

    /// <summary>Numbers and native histograms in one range.</summary>
    public void Mixed() => Make(Annotations.MixedSamples(metric));

    /// <summary>Native histograms with exponential and with custom bounds in one range.</summary>
    public void MixedBounds() => Make(Annotations.MixedBounds(metric));

    /// <summary>A function that knows numbers only, over a range that has both.</summary>
    public void Ignored() => Make(Annotations.IgnoredInRange(metric));

    /// <summary>A counter's function over gauges.</summary>
    public void NotCounter() => Make(Annotations.NotCounter(metric));

    /// <summary>A gauge's function over counters.</summary>
    public void NotGauge() => Make(Annotations.NotGauge(metric));

    /// <summary>What was done to add up native histograms.</summary>
    public void Make(HistogramTotal? total, string operation)
    {
        if (total is { IsReconciled: true })
            Make(Annotations.Reconciled(operation));
    }

    /// <summary>Some say that their counter was reset, and some that it was not.</summary>
    public void Conflict(HistogramTotal total, string operation)
    {
        if (total.HasConflict)
            Make(Annotations.ResetConflict(operation));
    }

    private void Make(in Annotation annotation)
    {
        if (wanted)
            execution.Remark(annotation);
    }
}
