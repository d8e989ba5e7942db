using CsCheck;

namespace Coalmine;

/// <summary>
/// Property tests that draw the same cases in every run: CsCheck's own <c>Sample</c> takes a seed for its first case only and draws the others anew each time.
/// Found before CsCheck's, since it lies in an enclosing namespace.
/// </summary>
internal static class SeededSampling
{
    private const long Cases = 100;

    /// <summary>Draws cases and asserts that the property holds for each.</summary>
    public static void Sample<T>(this Gen<T> gen, Func<T, bool> holds, long iter = Cases, string seed = "", int threads = 1) =>
        gen.Sample(value => Assert(holds(value)), iter, seed, threads);

    /// <summary>Draws cases and runs the assertions on each.</summary>
    public static void Sample<T>(this Gen<T> gen, Action<T> assert, long iter = Cases, string seed = "", int threads = 1)
    {
        // One thread, since the order of the draws is part of the seed.
        ArgumentOutOfRangeException.ThrowIfNotEqual(threads, 1);
        PCG random = new(17, SeedOf(seed));
        for (long i = 0; i < iter; i++)
        {
            T value = gen.Generate(random, null, out _);
            try
            {
                assert(value);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Case {i} of seed \"{seed}\": {Check.Print(value)}", failure);
            }
        }
    }

    /// <summary>The same for pairs.</summary>
    public static void Sample<T1, T2>(this Gen<(T1, T2)> gen, Func<T1, T2, bool> holds, long iter = Cases, string seed = "") =>
        gen.Sample(value => holds(value.Item1, value.Item2), iter, seed);

    /// <summary>The same for pairs.</summary>
    public static void Sample<T1, T2>(this Gen<(T1, T2)> gen, Action<T1, T2> assert, long iter = Cases, string seed = "") =>
        gen.Sample(value => assert(value.Item1, value.Item2), iter, seed);

    private static void Assert(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("The property does not hold.");
    }

    // FNV-1a, so that any text is a seed.
    private static ulong SeedOf(string seed)
    {
        ulong hash = 14695981039346656037;
        foreach (char letter in seed)
            hash = (hash ^ letter) * 1099511628211;
        return hash;
    }
}
