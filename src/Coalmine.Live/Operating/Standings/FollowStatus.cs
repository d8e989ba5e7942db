using System.Globalization;
using System.Text.Json.Nodes;
using Coalmine.Live.Observing;

namespace Coalmine.Live.Operating.Standings;

/// <summary>How a followed rollout stands, as JSON.</summary>
internal static class FollowStatus
{
    /// <summary>The object. Members are only ever added.</summary>
    public static JsonObject Of(FollowStanding standing) => new()
    {
        ["rollout"] = standing.Rollout,
        ["revision"] = standing.Revision,
        ["open"] = standing.IsOpen,
        ["weight"] = standing.Weight?.Share,
        ["decision"] = standing.Decision is { } decision ? decision.Kind.ToString().ToLowerInvariant() : null,
        ["checks"] = new JsonArray([.. standing.Sentences.Select(sentence => JsonValue.Create(sentence))]),
        ["problem"] = standing.Problem,
        ["lookedAt"] = Instant(standing.LookedAt),
        ["nextAt"] = Instant(standing.NextAt),
        ["goodUntil"] = Instant(standing.GoodUntil),
    };

    private static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
