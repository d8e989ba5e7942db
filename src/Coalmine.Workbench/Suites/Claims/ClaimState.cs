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

    /// <summary>No worse than what was accepted, as far as these rollouts tell; only a comparison can end so.</summary>
    NotWorse,
}
