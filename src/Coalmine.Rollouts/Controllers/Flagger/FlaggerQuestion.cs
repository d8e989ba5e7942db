namespace Coalmine.Rollouts.Controllers.Flagger;

/// <summary>What a tick needs to know to go on, or that it is over.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Index">Index of the hook in the analysis, or of the check in <see cref="FlaggerMachine.Checks"/>.</param>
/// <param name="Phase">The phase that is sent to a hook.</param>
public readonly record struct FlaggerQuestion(FlaggerQuestionKind Kind, int Index, FlaggerPhase Phase)
{
    /// <summary>The tick is over.</summary>
    public static FlaggerQuestion None => default;
}
