using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Results;

/// <summary>A store that cannot be used, on its way to whoever says so. Never leaves this folder.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="mayPass">Whether it may be over in a moment: another process has the file.</param>
internal sealed class StoreProblem(Message message, bool mayPass) : Exception(message.Text)
{
    /// <summary>What is wrong.</summary>
    public Message What { get; } = message;

    /// <summary>Whether it may be over in a moment: another process has the file.</summary>
    public bool MayPass { get; } = mayPass;
}
