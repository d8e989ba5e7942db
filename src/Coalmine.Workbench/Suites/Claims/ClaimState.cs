namespace Coalmine.Workbench.Suites.Claims;

/// <summary>What a suite says of a claim.</summary>
public enum ClaimState
{
    /// <summary>The rollouts or the time ended before anything was established. Never a pass.</summary>
    Undecided,

    /// <summary>Established with the stated confidence.</summary>
    Holds,

    /// <summary>Refuted, with a false alarm no more probable than the claim's part of the suite's.</summary>
    Breached,

    /// <summary>
    /// Within the bound that was accepted, by the estimate over at least as many rollouts, and not refuted; only a comparison can end so.
    /// </summary>
    NotWorse,
}
