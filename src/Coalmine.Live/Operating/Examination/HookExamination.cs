using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Coalmine.Live.Hooks;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Live.Operating.Examination;

/// <summary>Looks whether hooks can be found, and may be called where they are. Calls none: a hook that answers could mean something.</summary>
internal static class HookExamination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Looks.</summary>
    public static async ValueTask ExamineAsync(ImmutableArray<HookEndpoint> hooks, List<Message> findings, CancellationToken cancellation)
    {
        foreach (HookEndpoint hook in hooks)
        {
            findings.Add(await FindAsync(hook, cancellation).ConfigureAwait(false));
            if (hook.Url.Scheme == "http" && hook.SecretFile.Length == 0 && !hook.Url.IsLoopback)
                findings.Add(OperatingMessages.HookInTheClear(hook.Name));
        }
    }

    private static async ValueTask<Message> FindAsync(HookEndpoint hook, CancellationToken cancellation)
    {
        string host = hook.Url.IdnHost.Trim('[', ']');
        try
        {
            IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? literal)
                ? [literal]
                : await Dns.GetHostAddressesAsync(host, cancellation).WaitAsync(Patience, cancellation).ConfigureAwait(false);
            return hook.AllowsPrivate || addresses.Any(AddressRule.IsPublic)
                ? OperatingMessages.HookFound(hook.Name, host)
                : OperatingMessages.HookPrivate(hook.Name, host);
        }
        catch (Exception problem) when (problem is SocketException or TimeoutException)
        {
            return OperatingMessages.HookUnresolved(hook.Name, host, problem.Message);
        }
    }
}
