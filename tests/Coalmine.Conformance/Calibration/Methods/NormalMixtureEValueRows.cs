using Coalmine.Conformance.Calibration.Boundaries;
using Coalmine.Statistics.Random;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Conformance.Calibration.Methods;

/// <summary>The one-sided mixture that the check of means rests on: exact with a known standard deviation, asymptotic with that of the values so far.</summary>
internal static class NormalMixtureEValueRows
{
    private const int Last = 5000;
    private const int BurnIn = 100;
    private const int Chunk = 100;
    private const double Alpha = 0.05;
    private const double Rho = 125;
    private const string Name = nameof(NormalMixtureEValue);

    public static IEnumerable<Experiment> All =>
    [
        new(Name, "σ known, ρ = 125; normal values", Last, Last, Alpha, () => SumBounds.Reaches(Bounds(), Laws.Normal, false)),
        new(Name, "σ known, ρ = 125; values ±1", Last, Last, Alpha, () => SumBounds.Reaches(Bounds(), Laws.Sign, false)),
        Plugged("σ estimated, from n = 2; normal values", 2, Laws.Normal) with { Claim = Claim.CounterExample },
        Plugged("σ estimated, from n = 100; normal values", BurnIn, Laws.Normal),
        Plugged("σ estimated, from n = 100; exponential values, against larger means", BurnIn, Laws.Exponential),
        Plugged("σ estimated, from n = 100; exponential values (skewness 2), against smaller means", BurnIn, Laws.MirroredExponential)
            with { Claim = Claim.CounterExample },
        Plugged("σ estimated, from n = 500; exponential values (skewness 2), against smaller means", 500, Laws.MirroredExponential),
        Plugged("σ estimated, from n = 100; lognormal values (skewness 6.2), against smaller means", BurnIn, Laws.MirroredLogNormal)
            with { Claim = Claim.CounterExample },
        Plugged("σ estimated, from n = 1500; lognormal values (skewness 6.2), against smaller means", 1500, Laws.MirroredLogNormal),
        new(Name, "σ of each chunk of 100 alone; exponential values (skewness 2), against smaller means", Last / Chunk, Last, Alpha, Chunks)
        {
            Guarantee = Guarantees.None,
            Claim = Claim.CounterExample,
        },
    ];

    private static double[] Bounds() => SumBounds.Of(Last, (sum, n) => NormalMixtureEValue.LogE(sum, n, Rho) >= -Math.Log(Alpha));

    private static Experiment Plugged(string setting, int burnIn, SumBounds.Law law) =>
        new(Name, setting, Last - burnIn + 1, Last, Alpha, () => SumBounds.ReachesStudentised(Bounds(), law, false, burnIn))
        {
            Guarantee = Guarantees.AnytimeAsymptotic,
        };

    // A chunk's standard deviation errs with its mean where the law is skewed, by the same amount in every chunk: the errors add up instead of fading.
    private static PathRule Chunks()
    {
        double[] bounds = Bounds();
        return (ref Xoshiro256 random) =>
        {
            double score = 0;
            for (int n = Chunk; n <= Last; n += Chunk)
            {
                double sum = 0, squares = 0;
                for (int i = 0; i < Chunk; i++)
                {
                    double value = Laws.MirroredExponential(ref random);
                    sum += value;
                    squares += value * value;
                }

                score += sum / Math.Sqrt((squares - (sum * sum / Chunk)) / (Chunk - 1));
                if (score >= bounds[n])
                    return true;
            }

            return false;
        };
    }
}
