using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Driving;

/// <summary>A measurement that a run waits for.</summary>
/// <param name="Id">Its id; 0 until it has been asked.</param>
/// <param name="Group">Index of the run.</param>
/// <param name="Member">Index of the analysis in the run.</param>
/// <param name="Metric">Index of the metric in the analysis.</param>
/// <param name="At">When it was wanted.</param>
internal readonly record struct AskedMetric(int Id, int Group, int Member, int Metric, Moment At);
