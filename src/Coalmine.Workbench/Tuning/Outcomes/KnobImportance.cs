using System.Collections.Immutable;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Workbench.Tuning.Outcomes;

/// <summary>How much each knob has to say about one objective.</summary>
/// <param name="Measure">The objective.</param>
/// <param name="Shares">One share a knob, adding up to 1; all 0 where the objective did not vary among the candidates.</param>
public sealed record KnobImportance(TuningMeasure Measure, ImmutableArray<double> Shares);
