namespace Coalmine.Rollouts.Checks;

/// <summary>
/// Which fixed-sample method answers a check. Each has a form for some questions (a limit, a difference, a ratio, mirrored pairs, a mean); where it has none
/// the policy is refused with what to write instead. None of them survives repeated looks.
/// </summary>
public enum FixedForm
{
    /// <summary><c>fixed</c>: limits by Wilson, differences by Newcombe 1998, ratios by score, pairs by Tango, means by the normal. Asymptotic.</summary>
    Newcombe,

    /// <summary><c>miettinen-nurminen</c>: the same with Miettinen and Nurminen's score interval for differences (1985). Asymptotic.</summary>
    MiettinenNurminen,

    /// <summary><c>farrington-manning</c>: score test of non-inferiority in points (1990); limits by Wilson, pairs by Tango. Asymptotic.</summary>
    FarringtonManning,

    /// <summary><c>z</c>: Wald's intervals, ratios by Katz: what textbooks do; wrong at few events. Asymptotic.</summary>
    Wald,

    /// <summary>
    /// <c>fisher</c>: conditional on the number of events; limits by Clopper and Pearson, margins as ratios of odds, pairs by McNemar. Exact.
    /// </summary>
    Fisher,

    /// <summary><c>fisher-mid-p</c>: the same with half the probability of what was seen: nearly nominal. Asymptotic.</summary>
    FisherMidP,

    /// <summary><c>clopper-pearson</c>: limits only. Exact.</summary>
    ClopperPearson,

    /// <summary><c>jeffreys</c>: limits only. Asymptotic.</summary>
    Jeffreys,

    /// <summary><c>bayes</c>: beta posteriors under uniform priors against 1 - risk. No error control under repeated looks: heuristic.</summary>
    Bayes,

    /// <summary><c>delta</c>: pods in scrape intervals are the units (Deng, Knoblich and Lu 2018). Asymptotic.</summary>
    Delta,

    /// <summary><c>rao-scott</c>: each arm's counts divided by its own design effect (1992), then score intervals. Asymptotic.</summary>
    RaoScott,

    /// <summary><c>welch</c>: looks are the units, their values compared by Welch's t. Asymptotic, if looks are independent.</summary>
    Welch,

    /// <summary>
    /// <c>mann-whitney</c>: looks are the units, their values compared by rank (Hodges-Lehmann interval). Asymptotic, if looks are independent.
    /// </summary>
    MannWhitney,

    /// <summary>
    /// <c>kolmogorov-smirnov</c>: the largest difference of two distribution functions within Massart's bound (1990), a part of the risk each arm. Asymptotic.
    /// </summary>
    KolmogorovSmirnov,

    /// <summary><c>psi</c>: the population stability index of two binned distributions against a limit, where it is more than chance. Heuristic.</summary>
    StabilityIndex,

    /// <summary><c>jensen-shannon</c>: the same with the Jensen-Shannon distance (natural logarithm, at most √(ln 2) = 0.83). Heuristic.</summary>
    JensenShannon,
}
