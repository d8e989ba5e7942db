using Coalmine.Live.Driving;
using Coalmine.Live.Seam;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Rollouts.Journal;

namespace Coalmine.Conformance.Tests.Live;

/// <summary>A lease that is never lost, operators who say nothing, hooks that agree, and nobody who looks on.</summary>
internal sealed class QuietSurroundings : IDriverLease, IOperatorDesk, IRolloutWitness, IHookCaller
{
    public long Fence => 1;

    public CancellationToken Lost => CancellationToken.None;

    public ValueTask<OperatorOrder?> LookAsync(CancellationToken cancellation) => new((OperatorOrder?)null);

    public ValueTask ClearAsync(OperatorOrder order, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask SteppedAsync(long number, JournalEntry entry, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ToldAsync(DateTimeOffset at, Message message, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask<HookReply> CallAsync(HookCall call, CancellationToken cancellation) => new(new HookReply(true, ""));
}
