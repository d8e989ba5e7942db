using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace Coalmine.Statistics.Estimates;

/// <summary>
/// Parameters of counts in cells by maximum likelihood, for independent Poisson counts with means that are a smooth function of the parameters; the same
/// estimate and covariance as for one multinomial where the means add up to the total for all parameters (Birch 1963). Fisher scoring with damped steps
/// (Levenberg 1944). Counts with a dispersion above 1 have the same estimate, and a covariance that many times as large (McCullagh and Nelder 1989, 9.2).
/// Asymptotic. Cost: some tens of evaluations of the means for each parameter.
/// </summary>
public sealed record CellMeansFit
{
    private const int MostSteps = 200;
    private const double Least = 1e-12;
    private const double Difference = 1e-5;

    private CellMeansFit()
    {
    }

    /// <summary>The parameters.</summary>
    public ImmutableArray<double> Estimate { get; private init; } = [];

    /// <summary>The fitted means.</summary>
    public ImmutableArray<double> Means { get; private init; } = [];

    /// <summary>G² = 2 Σ (n ln(n / μ) - n + μ).</summary>
    public double Deviance { get; private init; }

    /// <summary>X² = Σ (n - μ)² / μ.</summary>
    public double Pearson { get; private init; }

    /// <summary>Whether no step made the likelihood better any more and the information can be inverted.</summary>
    public bool HasConverged { get; private init; }

    private ImmutableArray<double> Covariances { get; init; } = [];

    /// <summary>The covariance of two estimates for Poisson counts; infinite where the fit has not converged.</summary>
    public double Covariance(int first, int second) => HasConverged ? Covariances[(first * Estimate.Length) + second] : double.PositiveInfinity;

    /// <summary>Fits.</summary>
    /// <param name="counts">The counts; not negative, at least as many as parameters.</param>
    /// <param name="means">Writes the means (its second argument) for parameters (its first); taken as at least 1e-12.</param>
    /// <param name="start">Where the search begins; at least one parameter. Scales on which a step of 1e-5 is small, such as logarithms.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Fewer counts than parameters, no parameter, a negative or unfinished count, or a start that is not finite.
    /// </exception>
    public static CellMeansFit Of(double[] counts, Action<double[], double[]> means, double[] start)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(start);
        if (start.Length == 0 || counts.Length < start.Length || !Array.TrueForAll(counts, count => count is >= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(counts));
        if (!Array.TrueForAll(start, double.IsFinite))
            throw new ArgumentOutOfRangeException(nameof(start));
        double[] at = [.. start];
        double[] fitted = new double[counts.Length];
        double deviance = Evaluate(counts, means, at, fitted);
        double damping = 1e-3;
        bool isOver = false;
        for (int step = 0; step < MostSteps && !isOver; step++)
        {
            (Matrix<double> information, Vector<double> score) = Slopes(counts, means, at, fitted);
            isOver = true;
            for (; damping < 1e12; damping *= 10)
            {
                Matrix<double> damped = information + (Matrix<double>.Build.DiagonalOfDiagonalVector(information.Diagonal()) * damping);
                Vector<double> move = damped.Solve(score);
                double[] next = [.. at.Select((value, index) => value + Math.Clamp(move[index], -2, 2))];
                double[] nextMeans = new double[counts.Length];
                if (!Array.TrueForAll(next, double.IsFinite) || Evaluate(counts, means, next, nextMeans) is var better && !(better < deviance))
                    continue;
                isOver = deviance - better < 1e-9 * (1 + Math.Abs(better));
                (at, fitted, deviance, damping) = (next, nextMeans, better, Math.Max(1e-9, damping / 10));
                break;
            }
        }

        return Finish(counts, means, at, (fitted, deviance), isOver);
    }

    private static CellMeansFit Finish(
        double[] counts, Action<double[], double[]> means, double[] at, (double[] Means, double Deviance) found, bool isOver)
    {
        double[] fitted = found.Means;
        (Matrix<double> information, _) = Slopes(counts, means, at, fitted);
        bool isKnown = isOver && double.IsFinite(information.ConditionNumber()) && information.ConditionNumber() < 1e14;
        double[] covariances = isKnown ? [.. information.Inverse().ToRowMajorArray()] : [];
        double pearson = 0;
        for (int cell = 0; cell < counts.Length; cell++)
            pearson += (counts[cell] - fitted[cell]) * (counts[cell] - fitted[cell]) / fitted[cell];
        return new CellMeansFit
        {
            Estimate = [.. at],
            Means = [.. fitted],
            Deviance = found.Deviance,
            Pearson = pearson,
            HasConverged = isKnown,
            Covariances = [.. covariances],
        };
    }

    private static double Evaluate(double[] counts, Action<double[], double[]> means, double[] at, double[] fitted)
    {
        means(at, fitted);
        double sum = 0;
        for (int cell = 0; cell < counts.Length; cell++)
        {
            fitted[cell] = Math.Max(Least, fitted[cell]);
            sum += (counts[cell] > 0 ? counts[cell] * Math.Log(counts[cell] / fitted[cell]) : 0) - counts[cell] + fitted[cell];
        }

        return 2 * sum;
    }

    private static (Matrix<double> Information, Vector<double> Score) Slopes(double[] counts, Action<double[], double[]> means, double[] at, double[] fitted)
    {
        Matrix<double> information = Matrix<double>.Build.Dense(at.Length, at.Length);
        Vector<double> score = Vector<double>.Build.Dense(at.Length);
        double[][] slopes = new double[at.Length][];
        for (int parameter = 0; parameter < at.Length; parameter++)
        {
            double[] above = new double[counts.Length];
            double[] below = new double[counts.Length];
            means([.. at.Select((value, index) => index == parameter ? value + Difference : value)], above);
            means([.. at.Select((value, index) => index == parameter ? value - Difference : value)], below);
            slopes[parameter] = [.. above.Zip(below, (high, low) => (high - low) / (2 * Difference))];
        }

        for (int cell = 0; cell < counts.Length; cell++)
            for (int first = 0; first < at.Length; first++)
            {
                score[first] += (counts[cell] - fitted[cell]) / fitted[cell] * slopes[first][cell];
                for (int second = 0; second < at.Length; second++)
                    information[first, second] += slopes[first][cell] * slopes[second][cell] / fitted[cell];
            }

        return (information, score);
    }
}
