using Coalmine.Workbench.Traces;

namespace Coalmine.Cli.Terminals;

/// <summary>Ends a rollout when the process is interrupted.</summary>
/// <param name="interruption">Cancelled by the interruption.</param>
internal sealed class UntilInterrupted(CancellationToken interruption) : ITraceFollower
{
    /// <inheritdoc/>
    public void Happened(TraceEvent happened) => interruption.ThrowIfCancellationRequested();
}
