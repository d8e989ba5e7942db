using Coalmine.Rollouts.Evaluation.Scores;
using Coalmine.Rollouts.Evidence;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Evaluation.Fixed;

/// <summary>Reads the value of each arm at one look, in the unit that margins are in. Closed: a share, or a mean.</summary>
internal abstract class LookReader
{
    private LookReader()
    {
    }

    /// <summary>The question about shares, where it is one.</summary>
    public virtual ShareTest? Share => null;

    /// <summary>The values of canary and baseline; NaN without trials.</summary>
    public abstract (double Canary, double Baseline) Read(EvidenceLedger ledger);

    /// <summary>The step's counts.</summary>
    public abstract ShareVerdict Counts(EvidenceLedger ledger);

    /// <summary>A verdict with the step's values.</summary>
    public virtual CheckVerdict Shown(CheckVerdict verdict, EvidenceLedger ledger) => verdict;

    /// <summary>A share of events.</summary>
    public sealed class OfShare(ShareTest test) : LookReader
    {
        public override ShareTest? Share => test;

        public override (double Canary, double Baseline) Read(EvidenceLedger ledger) =>
            (RateOf(test.Canary, ledger.Chunk(Arm.Canary)), RateOf(test.Baseline, ledger.Chunk(Arm.Baseline)));

        public override ShareVerdict Counts(EvidenceLedger ledger) => ShareVerdict.Of(test, ledger, false);

        private static double RateOf(ShareDefinition share, ReadOnlySpan<double> counts) =>
            share.TrialsOf(counts) is > 0 and var trials ? share.EventsOf(counts) / trials : double.NaN;
    }

    /// <summary>A mean.</summary>
    public sealed class OfMean(MeanDefinition mean) : LookReader
    {
        public override (double Canary, double Baseline) Read(EvidenceLedger ledger) =>
            (MeanTotals.Of(mean, ledger.Chunk(Arm.Canary)).Mean, MeanTotals.Of(mean, ledger.Chunk(Arm.Baseline)).Mean);

        public override ShareVerdict Counts(EvidenceLedger ledger) =>
            new(0, ledger.Step(Arm.Canary)[mean.Trials], 0, ledger.Step(Arm.Baseline)[mean.Trials], -1, false);

        public override CheckVerdict Shown(CheckVerdict verdict, EvidenceLedger ledger) => verdict with
        {
            Canary = MeanTotals.Of(mean, ledger.Step(Arm.Canary)).Mean,
            Baseline = MeanTotals.Of(mean, ledger.Step(Arm.Baseline)).Mean,
        };
    }
}
