namespace Coalmine.Rollouts.Journal;

/// <summary>What an operator can say to a rollout.</summary>
public enum OperatorWord
{
    /// <summary>Hold the weight until told to resume.</summary>
    Pause,

    /// <summary>Go on; also releases a step that waits for an operator.</summary>
    Resume,

    /// <summary>Promote now, whatever the checks say.</summary>
    Promote,

    /// <summary>Roll back now.</summary>
    Abort,
}
