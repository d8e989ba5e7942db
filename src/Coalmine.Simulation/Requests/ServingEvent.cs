namespace Coalmine.Simulation.Requests;

/// <summary>What happens in a world with limits, beside arrivals.</summary>
internal enum ServingEvent : byte
{
    /// <summary>An attempt leaves service; subject: its place.</summary>
    Done,

    /// <summary>A caller gives up; subject: the attempt's place.</summary>
    GiveUp,

    /// <summary>The next attempt; subject: its place.</summary>
    Retry,

    /// <summary>A pod becomes ready; subject: its number.</summary>
    PodReady,

    /// <summary>The autoscalers look.</summary>
    Scale,

    /// <summary>A load test sends a request.</summary>
    Test,
}
