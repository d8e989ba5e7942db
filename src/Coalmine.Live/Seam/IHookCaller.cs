namespace Coalmine.Live.Seam;

/// <summary>Calls the hooks that a policy names.</summary>
public interface IHookCaller
{
    /// <summary>Calls a hook, with its retries. Whatever goes wrong is a refusal with its reason; only cancellation throws.</summary>
    /// <param name="call">Which hook, and what for.</param>
    /// <param name="cancellation">Gives it up.</param>
    ValueTask<HookReply> CallAsync(HookCall call, CancellationToken cancellation);
}
