namespace Coalmine.Rollouts.Controllers.Argo.Analysis;

/// <summary>What a measurement ended as.</summary>
/// <param name="Phase">Successful, Failed, Inconclusive or Error.</param>
/// <param name="Message">Argo's words where there is something to say, as on every error; else empty.</param>
public readonly record struct MeasurementVerdict(AnalysisPhase Phase, string Message);
