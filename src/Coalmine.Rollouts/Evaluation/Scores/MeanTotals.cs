using Coalmine.Rollouts.Journal.Snapshots;

namespace Coalmine.Rollouts.Evaluation.Scores;

/// <summary>Running sums of one arm.</summary>
/// <param name="Trials">Trials.</param>
/// <param name="Sum">Sum of the values.</param>
/// <param name="Squares">Upper bound of the sum of squares.</param>
internal readonly record struct MeanTotals(double Trials, double Sum, double Squares)
{
    /// <summary>The mean; NaN without trials.</summary>
    public double Mean => Trials > 0 ? Sum / Trials : double.NaN;

    /// <summary>Upper bound of the variance of one value.</summary>
    public double Variance => Math.Max(0, Squares / Trials - Mean * Mean);

    /// <summary>The totals of one arm's counts.</summary>
    public static MeanTotals Of(MeanDefinition mean, ReadOnlySpan<double> counts) => new(counts[mean.Trials], counts[mean.Sum], mean.SquaresOf(counts));

    /// <summary>Saves them, or loads others.</summary>
    public MeanTotals Exchange(SnapshotStream stream) => new(stream.Number(Trials), stream.Number(Sum), stream.Number(Squares));

    /// <summary>Adds totals.</summary>
    public MeanTotals Plus(in MeanTotals more) => new(Trials + more.Trials, Sum + more.Sum, Squares + more.Squares);
}
