using Coalmine.Rollouts.Journal;

namespace Coalmine.Live.Seam;

/// <summary>Calls the hooks that a policy names.</summary>
public interface IHookCaller
{
    /// <summary>Calls a hook, with its retries. Whatever goes wrong is a refusal with its reason; only cancellation throws.</summary>
    /// <param name="name">The hook's name in the policy.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="call">Identity of the call, alike in every try, so that the receiver can tell a repetition.</param>
    /// <param name="cancellation">Gives it up.</param>
    ValueTask<HookReply> CallAsync(string name, HookKind kind, string call, CancellationToken cancellation);
}
