using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Coalmine.Statistics.Dispersion;

namespace Coalmine.Statistics.Functions;

/// <summary>
/// What arguments may be, said once. A check is a comparison or two, written so that NaN fails it; the message is made only when it is thrown.
/// </summary>
internal static class Domain
{
    /// <summary>Counts up to 2⁵³ are exact as doubles.</summary>
    public const long MostTrials = 1L << 53;

    // Trials may have been divided by a dispersion; below this their reciprocals are nothing that a count can be.
    private const double FewestTrials = 1e-9;

    // A count is 0 or well above the smallest doubles, so that its share of the trials and the square of that do not vanish.
    private const double SmallestCount = 1e-100;

    // Levels whose reciprocals are still doubles.
    private const double SmallestLevel = 1e-300;

    // The square of a value, and the sum of 2⁵³ of them, stay finite.
    private const double LargestValue = 1e140;

    // No tail that a double can hold is beyond 39 standard deviations.
    private const double LargestQuantile = 1e6;

    /// <summary>0 ≤ x ≤ n, n = 0 or in [1e-9, 2⁵³].</summary>
    public static void Events(double x, double n, [CallerArgumentExpression(nameof(x))] string name = "")
    {
        if (!(x <= n && (x >= SmallestCount || x == 0) && n <= MostTrials && (n >= FewestTrials || n == 0)))
            Refuse(name, x, "Events lie between 0 and the trials, and trials are 0 or in [1e-9, 2^53].");
    }

    /// <summary>0 ≤ x ≤ n ≤ 2⁵³.</summary>
    public static void Events(long x, long n, [CallerArgumentExpression(nameof(x))] string name = "")
    {
        if (x < 0 || x > n || n > MostTrials)
            Refuse(name, x, "Events lie between 0 and the trials, of which there are 2^53 at most.");
    }

    /// <summary>0 ≤ x ≤ n with n in [1e-9, 2⁵³].</summary>
    public static void EventsOfSome(double x, double n, [CallerArgumentExpression(nameof(x))] string name = "")
    {
        if (!(x <= n && (x >= SmallestCount || x == 0) && n is >= FewestTrials and <= MostTrials))
            Refuse(name, x, "Events lie between 0 and the trials, and trials in [1e-9, 2^53].");
    }

    /// <summary>A count of its own: in [0, 2⁵³].</summary>
    public static void Count(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is (>= SmallestCount or 0) and <= MostTrials))
            Refuse(name, value, "A count is 0 or in [1e-100, 2^53].");
    }

    /// <summary>Trials that must be there: in [1e-9, 2⁵³].</summary>
    public static void Trials(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is >= FewestTrials and <= MostTrials))
            Refuse(name, value, "Trials, and parameters of their size, lie in [1e-9, 2^53].");
    }

    /// <summary>A probability in [0, 1].</summary>
    public static void Probability(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is >= 0 and <= 1))
            Refuse(name, value, "A probability lies in [0, 1].");
    }

    /// <summary>A share or an error level in (0, 1).</summary>
    public static void Level(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is >= SmallestLevel and < 1))
            Refuse(name, value, "A level or share lies in (0, 1), ends excluded, and not below 1e-300.");
    }

    /// <summary>A positive number, in [1e-140, 1e140].</summary>
    public static void Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is >= 1 / LargestValue and <= LargestValue))
            Refuse(name, value, "The value lies in [1e-140, 1e140].");
    }

    /// <summary>A number of at least 0, at most 1e140.</summary>
    public static void Nonnegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is >= 0 and <= LargestValue))
            Refuse(name, value, "The value lies in [0, 1e140].");
    }

    /// <summary>A number within ±1e140.</summary>
    public static void Value(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(Math.Abs(value) <= LargestValue))
            Refuse(name, value, "The value is finite, and at most 1e140 in size.");
    }

    /// <summary>Anything but NaN.</summary>
    public static void Number(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (double.IsNaN(value))
            Refuse(name, value, "The value is a number.");
    }

    /// <summary>The logarithm of wealth or of a factor of it: a number or -∞; +∞ could meet -∞ later.</summary>
    public static void LogWealth(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value < double.PositiveInfinity))
            Refuse(name, value, "A logarithm of evidence is a number or -∞.");
    }

    /// <summary>A difference of rates in [-1, 1].</summary>
    public static void Difference(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is >= -1 and <= 1))
            Refuse(name, value, "A difference of rates lies in [-1, 1].");
    }

    /// <summary>A normal quantile in [-1e6, 1e6]; below 0 an interval's ends change places, as the inversion of tests needs it.</summary>
    public static void Quantile(double z, [CallerArgumentExpression(nameof(z))] string name = "")
    {
        if (!(Math.Abs(z) <= LargestQuantile))
            Refuse(name, z, "A normal quantile lies in [-1e6, 1e6].");
    }

    /// <summary>Values within ±1e140, at least so many of them.</summary>
    public static void Values(ReadOnlySpan<double> values, int fewest = 0, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values.Length < fewest)
            throw new ArgumentException(FormattableString.Invariant($"There are {values.Length} values, but {fewest} are needed."), name);
        foreach (double value in values)
            Value(value, name);
    }

    /// <summary>Values that can be ranked: anything but NaN, at least so many of them.</summary>
    public static void Ranked(ReadOnlySpan<double> values, int fewest = 0, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        if (values.Length < fewest)
            throw new ArgumentException(FormattableString.Invariant($"There are {values.Length} values, but {fewest} are needed."), name);
        foreach (double value in values)
            Number(value, name);
    }

    /// <summary>Values in rising order, without NaN.</summary>
    public static void Sorted(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string name = "")
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!(i == 0 ? values[0] == values[0] : values[i] >= values[i - 1]))
                throw new ArgumentException("The values are numbers in rising order.", name);
        }
    }

    /// <summary>Counts in [0, 2⁵³].</summary>
    public static void Counts(ReadOnlySpan<double> counts, [CallerArgumentExpression(nameof(counts))] string name = "")
    {
        foreach (double count in counts)
            Count(count, name);
    }

    /// <summary>Clusters whose events lie between 0 and their requests; some may be empty.</summary>
    public static void Clusters(ReadOnlySpan<ClusterCount> clusters, [CallerArgumentExpression(nameof(clusters))] string name = "")
    {
        foreach (ClusterCount cluster in clusters)
            Events(cluster.Events, cluster.Requests, name);
    }

    [DoesNotReturn]
    private static void Refuse(string name, object value, string allowed) => throw new ArgumentOutOfRangeException(name, value, allowed);
}
