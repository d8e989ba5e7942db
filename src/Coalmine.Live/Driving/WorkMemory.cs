using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Live.Driving;

/// <summary>
/// What <see cref="OpenWork"/> knows besides what is open, as a snapshot in a journal keeps it. Moments are nanoseconds of the rollout's time.
/// </summary>
internal sealed record WorkMemory
{
    private static readonly JsonSerializerOptions _options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The weight asked for last.</summary>
    public Share? Asked { get; init; }

    /// <summary>When it was asked for.</summary>
    public required long AskedAt { get; init; }

    /// <summary>The weight written last.</summary>
    public Share? Written { get; init; }

    /// <summary>Whether the routers use the weight asked for.</summary>
    public required bool IsRouted { get; init; }

    /// <summary>When the newest sample was taken.</summary>
    public long? NewestSample { get; init; }

    /// <summary>When the end was decided.</summary>
    public long? DecidedAt { get; init; }

    /// <summary>What was said then.</summary>
    public required string DecidedText { get; init; }

    /// <summary>Whether the canary's pods have been told to go.</summary>
    public required bool IsWoundUp { get; init; }

    /// <summary>Whether somebody else has changed the target.</summary>
    public required bool IsEdited { get; init; }

    /// <summary>The baseline's pods as the controller was last told.</summary>
    public Pods? Baseline { get; init; }

    /// <summary>The canary's.</summary>
    public Pods? Canary { get; init; }

    /// <summary>Of each open hook call, the sentence that it was called with.</summary>
    public required ImmutableArray<string> HookDecisions { get; init; }

    /// <summary>Of each open change of the target, what its effect does not say.</summary>
    public required ImmutableArray<Duty> Duties { get; init; }

    /// <summary>The text of it.</summary>
    public string Write() => JsonSerializer.Serialize(this, _options);

    /// <summary>Reads it.</summary>
    /// <returns>Nothing where it is not what <see cref="Write"/> gives.</returns>
    public static WorkMemory? Read(string text)
    {
        try
        {
            WorkMemory? memory = JsonSerializer.Deserialize<WorkMemory>(text, _options);
            bool isWhole = memory is { HookDecisions.IsDefault: false, Duties.IsDefault: false, DecidedText: not null };
            return isWhole && IsShare(memory!.Asked) && IsShare(memory.Written) ? memory : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsShare(Share? share) => share is null || (share.Total > 0 && share.Parts >= 0 && share.Parts <= share.Total);

    /// <summary>A weight.</summary>
    /// <param name="Parts">The canary's parts.</param>
    /// <param name="Total">All parts.</param>
    internal sealed record Share(int Parts, int Total)
    {
        /// <summary>The weight.</summary>
        [JsonIgnore]
        public TrafficWeight Weight => new(Parts, Total);

        /// <summary>Of a weight.</summary>
        public static Share? Of(TrafficWeight? weight) => weight is { Total: > 0 } some ? new Share(some.Parts, some.Total)
            : weight is null ? null
            : new Share(0, TrafficWeight.None.Total);
    }

    /// <summary>Pods of an arm.</summary>
    internal sealed record Pods(int Desired, int Created, int Available, int Revision);

    /// <summary>A change of the target.</summary>
    internal sealed record Duty(bool IsRollback, bool IsOrdered, bool IsRestored, bool IsHeldBack);
}
