namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>A run that a pass creates or cancels.</summary>
/// <param name="Kind">Of what kind.</param>
/// <param name="Number">Its number in this rollout.</param>
/// <param name="StepIndex">The step that it belongs to; 0 for the background run.</param>
/// <param name="IsCreated">Whether it is created, else told to end.</param>
internal readonly record struct RunRequest(RunKind Kind, int Number, int StepIndex, bool IsCreated);
