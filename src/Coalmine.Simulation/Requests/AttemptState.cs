namespace Coalmine.Simulation.Requests;

/// <summary>Where an attempt is.</summary>
internal enum AttemptState : byte
{
    /// <summary>Nowhere: its place is free for another.</summary>
    Free,

    /// <summary>In a pod's queue.</summary>
    Waiting,

    /// <summary>In service.</summary>
    InService,

    /// <summary>In service still, although its caller has gone or its pod was killed.</summary>
    Forsaken,

    /// <summary>Between two attempts.</summary>
    BackingOff,
}
