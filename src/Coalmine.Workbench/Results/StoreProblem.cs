using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Results;

/// <summary>A store that cannot be used, on its way to whoever says so. Never leaves this folder.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class StoreProblem(Message message) : Exception(message.Text)
{
    /// <summary>What is wrong.</summary>
    public Message What { get; } = message;
}
