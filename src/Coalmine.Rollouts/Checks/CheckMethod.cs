using Coalmine.Rollouts.Judges.Kayenta;

namespace Coalmine.Rollouts.Checks;

/// <summary>How a check is answered. Closed: the nested records are all there are.</summary>
public abstract record CheckMethod
{
    private CheckMethod(RiskKind risk) => Risk = risk;

    /// <summary>The name that files use.</summary>
    public abstract string Name { get; }

    /// <summary>How its statement about risk counts in the policy's.</summary>
    public RiskKind Risk { get; }

    /// <summary>
    /// The value of a query against the threshold, as Argo Rollouts, Flagger and scripts do it. No statement about risk. Without a query of its own the
    /// metric's usual one is asked over the window.
    /// </summary>
    /// <param name="Window">The range of the usual queries; positive.</param>
    public sealed record Point(TimeSpan Window) : CheckMethod(RiskKind.None)
    {
        /// <inheritdoc/>
        public override string Name => "point";
    }

    /// <summary>A test or interval for one planned look, on the evidence of the present step. Its level does not hold under repeated looks.</summary>
    /// <param name="Form">Which one.</param>
    /// <param name="Multiplicity">How the risk is kept over the policy's fixed-sample checks.</param>
    public sealed record Fixed(FixedForm Form, Multiplicity Multiplicity) : CheckMethod(RiskKind.OneLook)
    {
        /// <inheritdoc/>
        public override string Name => Form switch
        {
            FixedForm.Newcombe => "fixed",
            FixedForm.MiettinenNurminen => "miettinen-nurminen",
            FixedForm.FarringtonManning => "farrington-manning",
            FixedForm.Wald => "z",
            FixedForm.Fisher => "fisher",
            FixedForm.FisherMidP => "fisher-mid-p",
            FixedForm.ClopperPearson => "clopper-pearson",
            FixedForm.Jeffreys => "jeffreys",
            FixedForm.Bayes => "bayes",
            FixedForm.Delta => "delta",
            FixedForm.RaoScott => "rao-scott",
            FixedForm.Welch => "welch",
            FixedForm.MannWhitney => "mann-whitney",
            FixedForm.KolmogorovSmirnov => "kolmogorov-smirnov",
            FixedForm.StabilityIndex => "psi",
            FixedForm.JensenShannon => "jensen-shannon",
            _ => throw new InvalidOperationException("Unreachable: the forms are closed."),
        };
    }

    /// <summary>Anytime-valid evidence for harm and for safety, mixed over effects and onsets; may be looked at as often as one likes.</summary>
    /// <param name="HarmFromZero">
    /// Whether harm is tested against "not worse at all" in place of "not beyond the margin": faster, and it rolls back canaries that the margin allows.
    /// </param>
    public sealed record Sequential(bool HarmFromZero) : CheckMethod(RiskKind.Evidence)
    {
        /// <inheritdoc/>
        public override string Name => "sequential";
    }

    /// <summary>
    /// Wald's sequential test (1945) for harm at one design effect: fastest where the effect is that one. Safety as in <see cref="Sequential"/>. Anytime-valid.
    /// </summary>
    /// <param name="Design">How many times the allowed rate is bet on for harm; above 1, and against a limit below the inverse of it.</param>
    public sealed record Sprt(double Design) : CheckMethod(RiskKind.Evidence)
    {
        /// <inheritdoc/>
        public override string Name => "sprt";
    }

    /// <summary>
    /// A Shiryaev-Roberts e-detector (Shin, Ramdas and Rinaldo 2024) for harm that begins late: every look of the plan is an equally likely onset.
    /// Anytime-valid.
    /// </summary>
    public sealed record EDetector() : CheckMethod(RiskKind.Evidence)
    {
        /// <inheritdoc/>
        public override string Name => "e-detector";
    }

    /// <summary>
    /// Two-by-two e-values (Turner, Ly and Grünwald 2024) for harm against "not worse at all": exact at any rates, for metrics that are not rare. Safety as in
    /// <see cref="Sequential"/>. Anytime-valid.
    /// </summary>
    public sealed record TwoByTwo() : CheckMethod(RiskKind.Evidence)
    {
        /// <inheritdoc/>
        public override string Name => "two-by-two";
    }

    /// <summary>
    /// A normal mixture of likelihood ratios (Robbins 1970; Johari et al. 2017) on the score stratified by step: quick to tune, asymptotic after a burn-in.
    /// </summary>
    /// <param name="TunedFor">Samples of the canary at which it is sharpest; positive.</param>
    public sealed record MixtureSprt(double TunedFor) : CheckMethod(RiskKind.Evidence)
    {
        /// <inheritdoc/>
        public override string Name => "mixture-sprt";
    }

    /// <summary>
    /// An interval that holds at every look: for shares by Howard, Ramdas, McAuliffe and Sekhon (2021), anytime-valid; for means asymptotic. Each step has its
    /// own, at its part of the risk.
    /// </summary>
    /// <param name="TunedFor">Samples of the canary at which it is narrowest; positive.</param>
    public sealed record ConfidenceSequence(double TunedFor) : CheckMethod(RiskKind.OwnLevel)
    {
        /// <inheritdoc/>
        public override string Name => "confidence-sequence";
    }

    /// <summary>
    /// Bands around both arms' distribution functions that hold at every bucket bound and every look (Howard and Ramdas 2022), for the largest difference
    /// between them. Anytime-valid. Each step has its own, at its part of the risk.
    /// </summary>
    public sealed record DistributionBand() : CheckMethod(RiskKind.OwnLevel)
    {
        /// <inheritdoc/>
        public override string Name => "distribution-band";
    }

    /// <summary>
    /// A group-sequential test on the score stratified by step; after the planned information it shows nothing more. Planned-sequential: information is
    /// counted in samples, so that rates which rise fourfold on both arms halfway make 6 % of a stated 5 %, and rates that fall 4 %.
    /// </summary>
    /// <param name="Shape">How the risk is spent.</param>
    /// <param name="Samples">
    /// The planned information in samples of the canary, each counted as much as it is worth against the baseline's (n₁n₂/(n₁ + n₂)); positive.
    /// </param>
    /// <param name="Looks">Planned looks, at equal steps of information; at least 1.</param>
    public sealed record GroupSequential(SpendingShape Shape, double Samples, int Looks) : CheckMethod(RiskKind.OwnLevel)
    {
        /// <inheritdoc/>
        public override string Name => "group-sequential";
    }

    /// <summary>
    /// Spinnaker's judge (Kayenta): the values of the looks of a step are the points, compared by its Mann-Whitney interval. A shift that counts fails,
    /// whatever its number of requests; looks repeat it without any correction. Shares are in percent. No statement about risk.
    /// </summary>
    /// <param name="Mode">As Kayenta does it, or with what is wrong there put right.</param>
    public sealed record Kayenta(KayentaMode Mode) : CheckMethod(RiskKind.None)
    {
        /// <inheritdoc/>
        public override string Name => "kayenta";
    }
}
