using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Intervals;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Coalmine.Statistics.Estimates;

/// <summary>
/// A mean corrected by several companions whose true means are known (traffic counts, offered load), with estimated slopes: the regression's value at the true
/// means (Lavenberg and Welch 1981). Exact for jointly normal values; otherwise asymptotic, with a bias of order 1/n.
/// </summary>
public sealed record ControlVariates
{
    private ControlVariates()
    {
    }

    /// <summary>The slope of each companion.</summary>
    public required IReadOnlyList<double> Slopes { get; init; }

    /// <summary>ȳ - Σβ(x̄ - μ).</summary>
    public required double Estimate { get; init; }

    /// <summary>
    /// √(s²(1/n + (x̄ - μ)ᵀS⁻¹(x̄ - μ))), s² the residual sum of squares over its degrees of freedom, S the companions' sums of squares.
    /// </summary>
    public required double StandardError { get; init; }

    /// <summary>n - 1 - companions: what Student's t takes.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>
    /// 1 - R²: what is left of the variance, before (n - 2)/(n - companions - 2), the price of estimating the slopes; NaN for constant values.
    /// </summary>
    public required double VarianceRatio { get; init; }

    /// <summary>The t interval at a confidence in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not in (0, 1).</exception>
    public Interval Interval(double confidence)
    {
        Domain.Level(confidence);
        double half = StudentT.UpperQuantile((1 - confidence) / 2, DegreesOfFreedom) * StandardError;
        return new Interval(Estimate - half, Estimate + half);
    }

    /// <summary>The estimate; the variance ratio is NaN for constant values. Cost: n x companions².</summary>
    /// <param name="values">One value a replication.</param>
    /// <param name="companions">For each companion one value a replication.</param>
    /// <param name="companionMeans">The true mean of each companion.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ; or there are not at least two more replications than companions; or a companion is constant or a combination of others, so that no
    /// slopes are the best.
    /// </exception>
    public static ControlVariates Of(double[] values, IReadOnlyList<double[]> companions, double[] companionMeans)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(companions);
        ArgumentNullException.ThrowIfNull(companionMeans);
        int degrees = values.Length - companions.Count - 1;
        if (companions.Count == 0 || companions.Count != companionMeans.Length || companions.Any(each => each.Length != values.Length))
            throw new ArgumentException("Each companion has one value a replication and one true mean.", nameof(companions));
        if (degrees < 1)
            throw new ArgumentException("There must be at least two more replications than companions.", nameof(values));
        Domain.Values(values);
        Domain.Values(companionMeans);
        foreach (double[] companion in companions)
            Domain.Values(companion, 0, nameof(companions));
        (double meanY, Vector<double> y) = Centred(values);
        (double Mean, Vector<double> Values)[] x = [.. companions.Select(each => Centred(each))];
        QR<double> decomposition = Matrix<double>.Build.DenseOfColumnVectors(x.Select(each => each.Values)).QR(QRMethod.Thin);
        Refuse(decomposition.R, x);
        Vector<double> slopes = decomposition.Solve(y);
        Vector<double> fitted = decomposition.Q * (decomposition.R * slopes);
        Vector<double> shift = Vector<double>.Build.Dense(x.Length, i => x[i].Mean - companionMeans[i]);
        double residual = (y - fitted).DotProduct(y - fitted);
        double leverage = decomposition.R.Transpose().Solve(shift).L2Norm();
        return new ControlVariates
        {
            Slopes = slopes.ToArray(),
            Estimate = meanY - slopes.DotProduct(shift),
            StandardError = Math.Sqrt(residual / degrees * ((1.0 / values.Length) + (leverage * leverage))),
            DegreesOfFreedom = degrees,
            VarianceRatio = residual / y.DotProduct(y),
        };
    }

    private static (double Mean, Vector<double> Values) Centred(double[] values)
    {
        double mean = Moments.Of(values).Mean;
        return (mean, Vector<double>.Build.Dense(values.Length, i => values[i] - mean));
    }

    private static void Refuse(Matrix<double> triangle, (double Mean, Vector<double> Values)[] companions)
    {
        for (int i = 0; i < companions.Length; i++)
        {
            double spread = companions[i].Values.L2Norm();
            if (!(spread > 0) || Math.Abs(triangle[i, i]) <= 1e-10 * spread)
                throw new ArgumentException("A companion is constant, or a combination of the others.", nameof(companions));
        }
    }
}
