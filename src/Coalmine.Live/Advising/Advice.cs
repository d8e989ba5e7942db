using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Coalmine.Live.Observing;

namespace Coalmine.Live.Advising;

/// <summary>An answer with its reasons.</summary>
/// <param name="Verdict">The answer.</param>
/// <param name="Reasons">Why, one sentence each: what stands in the way first, then the checks, then the decision.</param>
/// <param name="Standing">What it was made of.</param>
public sealed record Advice(AdviceVerdict Verdict, ImmutableArray<string> Reasons, FollowStanding Standing)
{
    /// <summary>The answer as a word: `pass`, `fail` or `inconclusive`.</summary>
    public string Word => Verdict switch
    {
        AdviceVerdict.Pass => "pass",
        AdviceVerdict.Fail => "fail",
        _ => "inconclusive",
    };

    /// <summary>The answer as it is sent. Members are only ever added within a version.</summary>
    public JsonObject ToJson() => new()
    {
        ["version"] = 1,
        ["verdict"] = Word,
        ["rollout"] = Standing.Rollout,
        ["revision"] = Standing.Revision,
        ["weight"] = Standing.Weight is { } weight ? weight.Share : null,
        ["lookedAt"] = Instant(Standing.LookedAt),
        ["nextAt"] = Instant(Standing.NextAt),
        ["reasons"] = new JsonArray([.. Reasons.Select(reason => JsonValue.Create(reason))]),
    };

    private static string? Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
