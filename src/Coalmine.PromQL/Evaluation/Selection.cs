using Coalmine.PromQL.Parsing;
using Coalmine.PromQL.Series;

namespace Coalmine.PromQL.Evaluation;

/// <summary>The series that a selector names, and when it looks at them.</summary>
internal sealed record Selection(SeriesStore Store, int[] Series, TimeShift Shift, PromQLOptions Options)
{
    /// <summary>
    /// Whether native histograms that do not know whether their counter was reset are compared with the sample before, as a query for counts does.
    /// </summary>
    public bool ResolvesResets { get; init; }

    /// <summary>A slot for each series.</summary>
    public Slot[] Slots() => Slot.Of(Series.Select(Store.LabelsOf));
}
