using Coalmine.Statistics.Random;

namespace Coalmine.Learning.Surrogates;

/// <summary>
/// How much a surrogate relies on each coordinate: by how much its squared error rises when the coordinate's values are shuffled among the points (Breiman
/// 2001, section 10; model-agnostic as Fisher, Rudin and Dominici 2019). A statement about the surrogate, and through it about what it has learned.
/// </summary>
public static class PermutationImportance
{
    private const int Shuffles = 10;

    /// <summary>
    /// The rise of the mean squared error over the variance of the values, one a coordinate, at least 0: 0 where the coordinate plays no part. All 0 where the
    /// values do not vary. Cost: 10 predictions of all points a coordinate.
    /// </summary>
    /// <param name="surrogate">What is asked.</param>
    /// <param name="points">Points.</param>
    /// <param name="values">What is true there.</param>
    /// <param name="seed">Of the shuffles.</param>
    /// <exception cref="ArgumentException">There are no points, or not one value a point.</exception>
    public static double[] Of(ISurrogate surrogate, IReadOnlyList<double[]> points, IReadOnlyList<double> values, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(surrogate);
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(values);
        if (points.Count == 0 || points.Count != values.Count)
            throw new ArgumentException("There is one value a point, and at least one point.", nameof(values));
        double mean = values.Average();
        double variance = values.Average(value => (value - mean) * (value - mean));
        double[] importance = new double[points[0].Length];
        if (variance == 0)
            return importance;
        double error = Error(surrogate, points, values);
        for (int coordinate = 0; coordinate < importance.Length; coordinate++)
        {
            double sum = 0;
            for (int shuffle = 0; shuffle < Shuffles; shuffle++)
            {
                Xoshiro256 random = StreamKey.Root(seed).With(coordinate).With(shuffle).Open();
                sum += Error(surrogate, Shuffled(points, coordinate, ref random), values);
            }

            importance[coordinate] = Math.Max(0, ((sum / Shuffles) - error) / variance);
        }

        return importance;
    }

    private static double[][] Shuffled(IReadOnlyList<double[]> points, int coordinate, ref Xoshiro256 random)
    {
        double[] column = [.. points.Select(point => point[coordinate])];

        // Fisher and Yates.
        for (int last = column.Length - 1; last > 0; last--)
        {
            int other = (int)(random.NextDouble() * (last + 1));
            (column[last], column[other]) = (column[other], column[last]);
        }

        double[][] shuffled = [.. points.Select(point => (double[])point.Clone())];
        for (int i = 0; i < column.Length; i++)
            shuffled[i][coordinate] = column[i];
        return shuffled;
    }

    private static double Error(ISurrogate surrogate, IReadOnlyList<double[]> points, IReadOnlyList<double> values)
    {
        SurrogatePrediction[] predictions = surrogate.Predict(points);
        double sum = 0;
        for (int i = 0; i < predictions.Length; i++)
            sum += (predictions[i].Mean - values[i]) * (predictions[i].Mean - values[i]);
        return sum / predictions.Length;
    }
}
