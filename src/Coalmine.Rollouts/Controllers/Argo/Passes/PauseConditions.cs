namespace Coalmine.Rollouts.Controllers.Argo.Passes;

/// <summary>The pause conditions of a status in the order in which they were added; at most one of each reason. A value: copies are independent.</summary>
internal record struct PauseConditions
{
    private PauseCondition? _first;
    private PauseCondition? _second;
    private PauseCondition? _third;

    /// <summary>How many there are.</summary>
    public readonly int Count => _first is null ? 0 : _second is null ? 1 : _third is null ? 2 : 3;

    /// <summary>One of them.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public readonly PauseCondition this[int index] => (index switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => null,
    }) ?? throw new ArgumentOutOfRangeException(nameof(index));

    /// <summary>Whether a reason is among them.</summary>
    public readonly bool Has(PauseReason reason) => Find(reason) is not null;

    /// <summary>The condition of a reason; null when there is none.</summary>
    public readonly PauseCondition? Find(PauseReason reason)
    {
        for (int i = 0; i < Count; i++)
        {
            if (this[i].Reason == reason)
                return this[i];
        }

        return null;
    }

    /// <summary>Adds a condition, unless its reason is there.</summary>
    public void Add(PauseCondition condition)
    {
        if (Has(condition.Reason))
            return;
        if (_first is null)
            _first = condition;
        else if (_second is null)
            _second = condition;
        else
            _third = condition;
    }

    /// <summary>Takes a reason away, if it is there.</summary>
    public void Remove(PauseReason reason)
    {
        PauseConditions kept = default;
        for (int i = 0; i < Count; i++)
        {
            if (this[i].Reason != reason)
                kept.Add(this[i]);
        }

        this = kept;
    }
}
