namespace Coalmine.Simulation;

/// <summary>What is due on the agenda of a simulated rollout.</summary>
internal enum AgendaKind
{
    /// <summary>A wake.</summary>
    Wake,

    /// <summary>The answer to a measurement.</summary>
    Measurement,

    /// <summary>The answer of a hook.</summary>
    Hook,

    /// <summary>A weight in force.</summary>
    Weight,

    /// <summary>Pods of an arm that were asked for exist; those that go are gone.</summary>
    Created,

    /// <summary>Pods of an arm serve.</summary>
    Available,

    /// <summary>The baseline's pods run the canary's version.</summary>
    Replaced,

    /// <summary>A load test ends.</summary>
    LoadEnds,
}
