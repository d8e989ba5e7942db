using Coalmine.Statistics.Sequential;

namespace Coalmine.Rollouts.Evaluation.Bets;

/// <summary>
/// One look as a two-by-two block (Turner, Ly and Grünwald 2024): the bet's rates are fixed before the look, from what the second arm showed until then, so
/// that the e-value is exact at any rates. It speaks against "the first arm's rate is not higher".
/// </summary>
internal readonly struct BlockBet
{
    private readonly TwoByTwoBlock _block;
    private readonly double _rate;

    private BlockBet(TwoByTwoBlock block, double rate, (double Events, double Trials) reference)
    {
        _block = block;
        _rate = rate;
        Reference = reference;
    }

    /// <summary>The second arm's events and trials after the look.</summary>
    public (double Events, double Trials) Reference { get; }

    /// <summary>The look of a bet.</summary>
    /// <param name="bet">Events of both arms and the first one's share of the trials.</param>
    /// <param name="trials">Trials of the first arm.</param>
    /// <param name="before">The second arm's events and trials before the look.</param>
    public static BlockBet Of(in RateRatioBet bet, double trials, (double Events, double Trials) before)
    {
        double others = trials * (1 - bet.Share) / bet.Share;
        double rate = before.Trials > 0 ? (before.Events + 0.5) / (before.Trials + 1) : double.NaN;
        return new BlockBet(new TwoByTwoBlock(bet.First, trials, bet.Second, others), rate, (before.Events + bet.Second, before.Trials + others));
    }

    /// <summary>
    /// ln e of a bet on a ratio above 1; 0 on the first look, which only teaches the rate, and where the ratio would lead beyond a rate of 1.
    /// </summary>
    public double LogE(double ratio) => ratio * _rate < 1 ? TwoByTwoBlocks.LogE(_block, ratio * _rate, _rate) : 0;
}
