using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>Time as the API server keeps it: whole seconds, the fraction cut off. A rollout begins at a whole second.</summary>
internal static class WholeSeconds
{
    private const long Second = 1_000_000_000;

    /// <summary>The second in which a moment lies.</summary>
    public static Moment Of(Moment moment) => new(moment.Nanoseconds - (moment.Nanoseconds % Second + Second) % Second);

    /// <summary>A moment so many seconds later.</summary>
    public static Moment Later(Moment moment, long seconds) => new(moment.Nanoseconds + seconds * Second);

    /// <summary>The first moment after one: what the original compares strictly cannot be true before it.</summary>
    public static Moment JustAfter(Moment moment) => new(moment.Nanoseconds + 1);
}
