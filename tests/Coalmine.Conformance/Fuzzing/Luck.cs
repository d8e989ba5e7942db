using Coalmine.Statistics.Random;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>The random choices of one case.</summary>
internal sealed class Luck(ulong seed, long number)
{
    private Xoshiro256 _random = StreamKey.Root(seed).With(number).Open();

    /// <summary>A whole number from 0 to below a limit.</summary>
    public int Below(int limit) => (int)(_random.NextUInt64() % (ulong)limit);

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> several) => several[Below(several.Count)];

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => Below(times) == 0;
}
