using System.Collections.Immutable;
using Coalmine.Statistics.Quantiles;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Tests.Edges;

/// <summary>What a parameter of a type and name may be fed with: usual values, under which a call gets somewhere, and degenerate ones.</summary>
internal static class DegenerateValues
{
    private static readonly double[] Doubles =
    [
        0, -1, 1, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5e-324, 1e-300, 1e-9, -1e-9, 1e7, 1e15, 1e300, double.MaxValue, -1e300,
        1 - 1.1102230246251565e-16, -0.0,
    ];

    private static readonly double[] Shares = [0.05, 0.5, 0.95];
    private static readonly double[] Events = [0, 1, 3, 10];
    private static readonly double[] Trials = [10, 50, 1e7];
    private static readonly double[] Reals = [0.3, 1, 2.5, 1.96];
    private static readonly int[] Integers = [0, -1, 1, int.MinValue, int.MaxValue, 10_000_000];

    // Parameters that ask for work: their cost is documented, so that only small or impossible values are tried.
    private static readonly string[] Work =
        ["looks", "resamples", "permutations", "splits", "log2Count", "count", "dimensions", "systems", "block",
         "batches", "lag", "servers", "baselineRequests", "canaryRequests", "n", "m"];

    private static readonly long[] Longs = [0, -1, 1, 10_000_000, long.MinValue, long.MaxValue, 1L << 53];

    private static readonly double[][] Series =
    [
        [], [1], [0], [double.NaN], [0, 0, 0], [1, 1, 1, 1], [1, 2, 3], [3, 1, 2], [-1, -2, -3], [1, double.NaN, 2], [double.PositiveInfinity, 1, 2],
        [double.NegativeInfinity, double.PositiveInfinity, 0], [1e300, 1e300, -1e300], [5e-324, 1e-300, 0], [0, 1, 0], [0.2, 0.3, 0.5], [0.2, 0.9, 0.4, 0.1],
        [1, 2, double.PositiveInfinity], [double.MaxValue, double.MaxValue, double.MaxValue],
    ];

    private static readonly double[][] UsualSeries =
        [[0.2, 0.3, 0.5], [1, 2, 4, 8], [0.1, 0.9, 0.4, 0.6, 0.2, 0.8, 0.35, 0.55], [2, 1, 4, 3, 6, 5, 8, 7], [0, 1, 0, 1, 1, 0, 1, 0]];

    /// <summary>A value, usual or degenerate; null where nothing of the type can be made.</summary>
    public static object? Draw(Type type, string name, bool usual, System.Random random)
    {
        if (type == typeof(double))
            return usual ? Pick(UsualDoubles(name), random) : Pick(Doubles, random);
        if (type == typeof(int))
            return usual ? Pick([1, 2, 3, 5, 8], random) : DegenerateInteger(name, random);
        if (type == typeof(long))
            return usual ? (long)Pick(UsualDoubles(name == "k" ? "x" : name), random) : Pick(Longs, random);
        if (type == typeof(ulong))
            return Pick<ulong>([0, 1, ulong.MaxValue], random);
        if (type == typeof(bool))
            return random.Next(2) == 0;
        if (type == typeof(string))
            return Pick(["", "name"], random);
        if (type == typeof(Xoshiro256))
            return new Xoshiro256((ulong)random.Next());
        if (type.IsEnum)
            return Enum.ToObject(type, usual ? random.Next(Enum.GetValues(type).Length) : Pick([-1, 99], random));
        return Sequence(type, name, usual, random) ?? Made(type, usual, random);
    }

    private static int DegenerateInteger(string name, System.Random random) =>
        Work.Contains(name, StringComparer.Ordinal) ? Pick([0, -1, 1, int.MinValue], random) : Pick(Integers, random);

    private static double[] UsualDoubles(string name) => name switch
    {
        _ when name.StartsWith('x') || name.Contains("vents", StringComparison.Ordinal) || name.Contains("rong", StringComparison.Ordinal)
            || name.Contains("rrors", StringComparison.Ordinal) || name is "disagreements" or "successes" or "draws" => Events,
        _ when name.StartsWith('n') || name.Contains("equests", StringComparison.Ordinal) || name is "trials" or "count" or "pairs" or "population"
            or "First" or "Second" or "Marked" or "tunedFor" or "TunedFor" or "tOpt" => Trials,
        "alpha" or "p" or "q" or "confidence" or "power" or "probability" or "quantile" or "rate" or "limit" or "share" or "weight" or "Weight" or "nominal"
            or "theta0" or "margin" or "tolerance" or "correlation" or "fraction" or "delta" or "beta" => Shares,
        _ => Reals,
    };

    private static Array? Sequence(Type type, string name, bool usual, System.Random random)
    {
        Type? element = type.IsArray && type.GetArrayRank() == 1 ? type.GetElementType()
            : type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)) ? type.GetGenericArguments()[0] : null;
        if (type == typeof(double[,]))
            return usual ? new[,] { { 0.4, 0.1 }, { 0.1, 0.4 } } : Pick([new double[0, 0], new[,] { { 0.0, 0 }, { 0, 0 } }, new[,] { { double.NaN, 1 }, { 1, 1 } }], random);
        if (element == typeof(double))
            return (double[])Pick(usual ? UsualSeries : Series, random).Clone();
        if (element is null)
            return null;
        int length = usual ? random.Next(2, 9) : random.Next(0, 4);
        Array array = Array.CreateInstance(element, length);
        for (int i = 0; i < length; i++)
        {
            object? item = Draw(element, name, usual, random);
            if (item is null)
                return null;
            array.SetValue(item, i);
        }

        return array;
    }

    // Our own types, by a public constructor; a constructor that refuses is asked again with usual values.
    private static object? Made(Type type, bool usual, System.Random random)
    {
        if (type == typeof(AlphaSpending))
            return Pick<AlphaSpending>([new AlphaSpending.OBrienFleming(), new AlphaSpending.Pocock(), new AlphaSpending.Power(usual ? 2 : 0.01)], random);
        if (type == typeof(CumulativeHistogram))
            return Histogram(usual, random);
        if (type == typeof(ConditionalProbabilities))
            return ConditionalProbabilities.Of(usual ? [0.2, 0.3, 0.5] : [0, 1]);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return usual ? ImmutableArray.Create(0.5, 1) : ImmutableArray<double>.Empty;
        if (type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal))
            return Activator.CreateInstance(type, type.GetGenericArguments().Select(part => Draw(part, "part", usual, random)).ToArray());
        if (type.Assembly != typeof(StreamKey).Assembly)
            return null;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            if (Instance(type, usual || attempt >= 10, random) is { } made)
                return made.Object;
        }

        return null;
    }

    /// <summary>An object of one of our types by one of its public constructors, with what it was made of; null where the constructor refused.</summary>
    public static (object Object, object?[] Parts)? Instance(Type type, bool usual, System.Random random)
    {
        if (type == typeof(CumulativeHistogram))
            return (Histogram(usual, random), []);
        System.Reflection.ConstructorInfo[] constructors = type.GetConstructors();
        if (constructors.Length == 0)
            return null;
        System.Reflection.ConstructorInfo constructor = Pick(constructors, random);
        object?[] parts = Array.ConvertAll(constructor.GetParameters(), parameter => Draw(Invoker.Boxed(parameter.ParameterType), parameter.Name!, usual, random));
        if (parts.Contains(null))
            return null;
        try
        {
            return (new Invoker(constructor).Call(null, parts)!, parts);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // Empty ones, single buckets and single observations among them.
    private static CumulativeHistogram Histogram(bool usual, System.Random random) => usual
        ? new CumulativeHistogram([0.1, 0.5, 1, double.PositiveInfinity], Pick<double[]>([[10, 60, 90, 100], [5, 5, 50, 80], [1e6, 5e6, 9e6, 1e7]], random))
        : random.Next(2) == 0
            ? new CumulativeHistogram([double.PositiveInfinity], Pick<double[]>([[0], [1], [1e7]], random))
            : new CumulativeHistogram([-1, 0, 1, double.PositiveInfinity], Pick<double[]>([[0, 0, 0, 0], [0, 0, 0, 1], [1, 1, 1, 1], [0, 5e-324, 1e7, 1e15]], random));

    private static T Pick<T>(IReadOnlyList<T> values, System.Random random) => values[random.Next(values.Count)];
}
