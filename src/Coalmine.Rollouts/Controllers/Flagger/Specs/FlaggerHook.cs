using Coalmine.Rollouts.Journal;

namespace Coalmine.Rollouts.Controllers.Flagger.Specs;

/// <summary>One entry of <c>analysis.webhooks</c> (fluxcd/flagger 15bd6ad5, <c>pkg/controller/webhook.go</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">When it is called.</param>
public sealed record FlaggerHook(string Name, FlaggerHookType Type)
{
    // More would only keep the tick waiting for days.
    private const int MostRetries = 1000;

    /// <summary><c>url</c>.</summary>
    public string Url { get; init; } = "";

    /// <summary><c>timeout</c> as written, a duration of Go; empty where unset.</summary>
    public string Timeout { get; init; } = "";

    /// <summary><c>metadata.cmd</c>: what Flagger's load tester runs; empty where the hook is another service.</summary>
    public string Command { get; init; } = "";

    /// <summary>
    /// <c>metadata.type</c>: how the load tester runs it. Empty and <c>cmd</c>: in the background, with an answer at once; anything else is waited for.
    /// </summary>
    public string CommandType { get; init; } = "";

    /// <summary>The requests that its command makes; nothing where it makes none. <see cref="LoadCommand"/> says what can be told.</summary>
    public LoadCommand? Load => LoadCommand.Of(Command, CommandType);

    /// <summary>What it is for: Flagger's load tester keeps <c>/rollback/check</c> closed until somebody opens it; others accept.</summary>
    public HookKind Kind => Type switch
    {
        FlaggerHookType.PostRollout or FlaggerHookType.Event => HookKind.Notice,
        FlaggerHookType.Rollback when Url.TrimEnd('/').EndsWith("/rollback/check", StringComparison.Ordinal) => HookKind.ClosedGate,
        _ => Load is null ? HookKind.Question : HookKind.LoadTest,
    };

    /// <summary><c>retries</c>: further attempts after connection errors, 429 and 5xx, all within the tick.</summary>
    public int Retries { get; init; }

    /// <summary><c>muteAlert</c>: send no alert about waiting for this hook.</summary>
    public bool MuteAlert { get; init; }

    /// <summary><c>disableTLS</c>: accept any certificate.</summary>
    public bool DisableTls { get; init; }

    /// <summary>
    /// How long an attempt waits: 10 s where the text has fewer than two characters; null where it cannot be read, and the hook then fails uncalled.
    /// </summary>
    public TimeSpan? EffectiveTimeout => Timeout.Length < 2 ? TimeSpan.FromSeconds(10) : GoDuration.Read(Timeout);

    /// <summary>
    /// The longest time that all attempts take together: each its timeout, with waits between them of 1 s, 2 s, 4 s and so on up to 30 s. Nothing where the
    /// timeout cannot be read.
    /// </summary>
    public TimeSpan LongestCall
    {
        get
        {
            if (EffectiveTimeout is not { } attempt)
                return TimeSpan.Zero;
            TimeSpan longest = attempt;
            double wait = 1;
            for (int retry = 0; retry < Math.Min(Retries, MostRetries); retry++, wait = Math.Min(30, 2 * wait))
                longest += attempt + TimeSpan.FromSeconds(wait);
            return longest;
        }
    }

    /// <summary>Whether an answer's HTTP status accepts: at most 202, so that 203 and 204 refuse.</summary>
    public static bool Accepts(int status) => status is > 0 and <= 202;
}
