namespace Coalmine.Manifests.Native;

/// <summary>What a file of ours is, by its key `kind`.</summary>
public enum FileKind
{
    /// <summary>A rollout plan with its checks.</summary>
    Policy,

    /// <summary>A world to try policies in.</summary>
    Scenario,

    /// <summary>What is expected of policies in scenarios.</summary>
    Suite,

    /// <summary>Characteristics that somebody accepted, to compare a suite's with.</summary>
    Accepted,

    /// <summary>What to tune, against what, and to which targets.</summary>
    Tuning,

    /// <summary>What was true of a recorded rollout.</summary>
    Incident,
}
