namespace Coalmine.Live.Driving;

/// <summary>Where operators leave word for a running rollout.</summary>
public interface IOperatorDesk
{
    /// <summary>The order that lies there; nothing where none does or the desk cannot be reached. Never throws but for cancellation.</summary>
    ValueTask<OperatorOrder?> LookAsync(CancellationToken cancellation);

    /// <summary>Takes an order away, which has been recorded. Where that fails, the order is told from a new one by its id.</summary>
    ValueTask ClearAsync(OperatorOrder order, CancellationToken cancellation);
}
