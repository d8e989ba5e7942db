using System.Diagnostics.Metrics;

namespace Coalmine.Live.Operating.Telemetry;

/// <summary>Counts what an advising process answers and refuses, beside the metrics of the rollouts that it follows. May be told by several threads.</summary>
public sealed class AdviceTelemetry
{
    private static readonly string[] _verdicts = ["pass", "fail", "inconclusive"];
    private static readonly string[] _reasons = ["token", "rate", "size", "time", "path", "request"];

    private readonly Counter<long> _answers;
    private readonly Counter<long> _refusals;

    /// <summary>Makes the instruments.</summary>
    /// <param name="follow">The rollouts' metrics, in whose answer these appear.</param>
    /// <param name="names">The names under which is asked; others are counted as refusals, so that a caller cannot make series.</param>
    public AdviceTelemetry(FollowTelemetry follow, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(follow);
        ArgumentNullException.ThrowIfNull(names);
        _answers = follow.Meter.CreateCounter<long>("coalmine_advice_answers", null, "Questions that were answered, by verdict.");
        _refusals = follow.Meter.CreateCounter<long>("coalmine_advice_refusals", null, "Requests that were refused, by reason.");
        foreach (string name in names)
            foreach (string verdict in _verdicts)
                _answers.Add(0, new("rollout", name), new("verdict", verdict));
        foreach (string reason in _reasons)
            _refusals.Add(0, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>The reason that a status stands for: `token` (401), `size` (413, 431), `time` (408), `path` (404), `rate` (429); otherwise `request`.</summary>
    public static string ReasonOf(int status) => status switch
    {
        401 => "token",
        404 => "path",
        408 => "time",
        413 or 431 => "size",
        429 => "rate",
        _ => "request",
    };

    /// <summary>A question was answered.</summary>
    public void Answered(string rollout, string verdict) => _answers.Add(1, new("rollout", rollout), new("verdict", verdict));

    /// <summary>A request was refused.</summary>
    public void Refused(string reason) => _refusals.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
