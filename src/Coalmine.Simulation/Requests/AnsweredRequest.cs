using Coalmine.Rollouts.Plan;

namespace Coalmine.Simulation.Requests;

/// <summary>One request that has been answered, refused or given up, as its caller saw it: a row of a request trace.</summary>
public readonly record struct AnsweredRequest
{
    /// <summary>When it was sent.</summary>
    public required Moment SentAt { get; init; }

    /// <summary>The arm that it went to.</summary>
    public required Arm Arm { get; init; }

    /// <summary>Number of the pod among the arm's, of the last attempt; -1 where none was ready.</summary>
    public required int Pod { get; init; }

    /// <summary>Number of the user, in the order of the hash that sticky routing uses.</summary>
    public required long User { get; init; }

    /// <summary>Attempts made.</summary>
    public required int Attempts { get; init; }

    /// <summary>Seconds from sending to the last answer, waits and retries included.</summary>
    public required double LatencySeconds { get; init; }

    /// <summary>Seconds of it spent waiting for a free place in a pod, over all attempts.</summary>
    public required double WaitedSeconds { get; init; }

    /// <summary>How it ended.</summary>
    public required RequestFate Fate { get; init; }

    /// <summary>Whether the answer is right; of no meaning after a failure.</summary>
    public required bool IsRight { get; init; }
}
