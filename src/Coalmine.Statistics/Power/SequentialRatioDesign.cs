using Coalmine.Statistics.Functions;
using Coalmine.Statistics.Sequential;

namespace Coalmine.Statistics.Power;

/// <summary>
/// Operating characteristic and expected length of Wald's test at any true rate (Wald 1947, sections 3.4 and 3.5): with h the root of
/// p(p₁/p₀)^h + (1 - p)((1 - p₁)/(1 - p₀))^h = 1, P(accept) = (A^h - 1)/(A^h - B^h). Ignores the overshoot: tests turn out a little longer and a little safer.
/// </summary>
/// <param name="Test">The test.</param>
public readonly record struct SequentialRatioDesign(SequentialProbabilityRatio Test)
{
    private double Hit => Math.Log(Test.Alternative / Test.Null);

    private double Miss => Logarithms.OnePlus(-Test.Alternative) - Logarithms.OnePlus(-Test.Null);

    /// <summary>The probability of accepting the null at a true rate in (0, 1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The rate, or a rate or an error of the test, is not in (0, 1), or the rates of the test are equal.
    /// </exception>
    public double AcceptProbability(double rate)
    {
        Domain.Level(rate);
        Domain.Level(Test.Null);
        Domain.Level(Test.Alternative);
        Domain.Level(Test.Alpha);
        Domain.Level(Test.Beta);
        ArgumentOutOfRangeException.ThrowIfEqual(Test.Alternative, Test.Null, nameof(rate));
        double h = Root(rate);
        double upper = Test.UpperBound;
        double lower = Test.LowerBound;

        // At the rate without drift both exponentials are 1, and the walk is a fair game.
        if (Math.Abs(h) * (upper - lower) < 1e-7)
            return upper / (upper - lower);
        return h > 0
            ? Logarithms.Expm1(-h * upper) / Logarithms.Expm1(-h * (upper - lower))
            : Logarithms.Expm1(h * upper) / (Logarithms.Expm1(h * upper) - Logarithms.Expm1(h * lower));
    }

    /// <summary>The expected number of observations at a true rate in (0, 1).</summary>
    public double ExpectedSamples(double rate)
    {
        double accept = AcceptProbability(rate);
        double step = Step(rate);
        double square = (rate * Hit * Hit) + ((1 - rate) * Miss * Miss);
        if (step * step * Test.UpperBound * Math.Abs(Test.LowerBound) < 1e-10 * square)
            return Test.UpperBound * Math.Abs(Test.LowerBound) / square;
        return ((accept * Test.LowerBound) + ((1 - accept) * Test.UpperBound)) / step;
    }

    private double Step(double rate) => (rate * Hit) + ((1 - rate) * Miss);

    // The other zero of a convex function that is 0 at 0 with the step's mean as slope: on the side where it falls first.
    private double Root(double rate)
    {
        double hit = Hit, miss = Miss;
        double Excess(double h) => (rate * Logarithms.Expm1(h * hit)) + ((1 - rate) * Logarithms.Expm1(h * miss));
        double slope = Step(rate);
        if (slope == 0)
            return 0;
        double far = slope > 0 ? -1e-3 : 1e-3;
        double near = 0;
        while (Excess(far) < 0)
            (near, far) = (far, 2 * far);
        for (int i = 0; i < 200; i++)
        {
            double middle = 0.5 * (near + far);
            if (Excess(middle) < 0)
                near = middle;
            else
                far = middle;
        }

        return near == 0 && Math.Abs(far) < 1e-12 ? 0 : far;
    }
}
