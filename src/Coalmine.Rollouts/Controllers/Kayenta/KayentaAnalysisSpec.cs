using System.Collections.Immutable;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Controllers.Kayenta;

/// <summary>A canary at one weight that Kayenta's judge decides: configuration, schedule and queries.</summary>
public sealed record KayentaAnalysisSpec
{
    /// <summary>The name shown in tables.</summary>
    public required string Name { get; init; }

    /// <summary>The canary's share of the traffic for the whole lifetime, the warm-up included.</summary>
    public required TrafficWeight Weight { get; init; }

    /// <summary>Metrics, weights of groups, thresholds and mode; at least one metric.</summary>
    public required KayentaConfig Config { get; init; }

    /// <summary>One question a metric, in the configuration's order.</summary>
    public required ImmutableArray<KayentaQuestion> Questions { get; init; }

    /// <summary>When it judges: a lifetime of a minute or more, and neither start nor end, since a rollout begins when it begins.</summary>
    public required KayentaSchedule Schedule { get; init; }

    /// <summary>Time between two points of a series; positive.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Checks what the type cannot say.</summary>
    /// <exception cref="ArgumentException">The specification cannot be carried out; the message says why.</exception>
    internal void Check()
    {
        Demand(!Config.Metrics.IsEmpty, "At least one metric is needed: a judgement without metrics scores 0.");
        Demand(Questions.Length == Config.Metrics.Length, "Each metric needs one question.");
        int names = Config.Metrics.Select(metric => metric.Name).Distinct(StringComparer.Ordinal).Count();
        Demand(names == Config.Metrics.Length, "Metrics need names of their own.");
        Demand(Step > TimeSpan.Zero, "The step must be positive.");
        Demand(Schedule is { Start: null, End: null }, "A rollout has no start or end of its own: give a lifetime.");
        Demand(Schedule.Lifetime >= TimeSpan.FromMinutes(1), "The lifetime must be a minute or more.");
        bool isNegative = Schedule.BeginAfter < TimeSpan.Zero || Schedule.Lookback < TimeSpan.Zero || Schedule.Interval < TimeSpan.Zero;
        Demand(!isNegative, "Times must not be negative.");
        Demand(Schedule.Between >= TimeSpan.FromMinutes(1), "The interval must be a minute or more.");
    }

    private static void Demand(bool holds, string message)
    {
        if (!holds)
            throw new ArgumentException(message);
    }
}
