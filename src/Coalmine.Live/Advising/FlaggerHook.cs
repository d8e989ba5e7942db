namespace Coalmine.Live.Advising;

/// <summary>The webhooks of Flagger that are answered (1.44).</summary>
public enum FlaggerHook
{
    /// <summary>Asked at every checked tick; a refusal is a failed check.</summary>
    Rollout,

    /// <summary>Asked before the weight rises; a refusal holds and counts for nothing.</summary>
    ConfirmTrafficIncrease,

    /// <summary>Asked before a promotion; a refusal holds and counts for nothing.</summary>
    ConfirmPromotion,

    /// <summary>Asked at every tick; an acceptance rolls back now.</summary>
    Rollback,
}
