using BenchmarkDotNet.Attributes;
using Coalmine.Rollouts.Checks;

namespace Coalmine.Benchmarks.Rollouts;

/// <summary>
/// One look of a policy with six checks, by method. The rival is what the sequential method cannot do without: its bets take the logarithms and exponentials
/// that <see cref="Logarithms"/> takes, and nothing else.
/// </summary>
[MemoryDiagnoser]
public class LookBenchmarks
{
    // Three limits and three margins, each bet on at 7 ratios for harm and 4 for safety. A limit's bet takes 2 logarithms, a margin's 2 (one of them of 1 + x);
    // each harm bet's onset 2 more and an exponential; the two means over the ratios an exponential a ratio.
    private const int LogarithmsOfALook = 6 * ((11 * 2) + (7 * 2) + 4);
    private const int ExponentialsOfALook = 6 * (7 + 11 + 2);

    private readonly LookedAtRollout _sequential = new(new CheckMethod.Sequential(false));
    private readonly LookedAtRollout _sprt = new(new CheckMethod.Sprt(2));
    private readonly LookedAtRollout _mixture = new(new CheckMethod.MixtureSprt(2000));
    private readonly LookedAtRollout _sequence = new(new CheckMethod.ConfidenceSequence(1000));
    private readonly LookedAtRollout _group = new(new CheckMethod.GroupSequential(new SpendingShape.Pocock(), 1e9, 100));
    private readonly LookedAtRollout _fixed = new(new CheckMethod.Fixed(FixedForm.Newcombe, Multiplicity.None));
    private double _value = 1.5;

    [Benchmark(Baseline = true)]
    public int Sequential() => _sequential.Look();

    [Benchmark]
    public double Logarithms()
    {
        double sum = 0;
        double value = _value;
        for (int i = 0; i < LogarithmsOfALook; i++)
            sum += Math.Log(value + i);
        for (int i = 0; i < ExponentialsOfALook; i++)
            sum += Math.Exp(-value - i);
        _value = 1.5 + (sum * 1e-9);
        return sum;
    }

    [Benchmark]
    public int Sprt() => _sprt.Look();

    [Benchmark]
    public int MixtureSprt() => _mixture.Look();

    [Benchmark]
    public int ConfidenceSequence() => _sequence.Look();

    [Benchmark]
    public int GroupSequential() => _group.Look();

    [Benchmark]
    public int FixedNewcombe() => _fixed.Look();
}
