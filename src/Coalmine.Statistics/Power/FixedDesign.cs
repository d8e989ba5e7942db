namespace Coalmine.Statistics.Power;

/// <summary>A test at one planned look, solved for trials, effects and time by bisection on its power. Guarantee: as the test's.</summary>
/// <param name="Test">The test.</param>
/// <param name="Ratio">Baseline trials for each canary trial; positive, ignored by tests of one arm.</param>
public readonly record struct FixedDesign(FixedTest Test, double Ratio)
{
    private const double MostTrials = 1e15;

    // An exact test's saw teeth are shorter than this part of the number of trials and these many trials.
    private const double Teeth = 0.15;
    private const int ShortTeeth = 30;

    /// <summary>Power with a number of canary trials at an effect in the test's unit.</summary>
    public double Power(double effect, double canaryTrials) => Test.Power(effect, canaryTrials, canaryTrials * Ratio);

    /// <summary>
    /// The fewest canary trials with the wanted power at an effect; unrounded, but for exact tests the whole number from which on the power is kept (Chernick
    /// and Liu 2002: it has saw teeth). +∞ where 1e15 do not do, as at the effect under test itself. Power in (level, 1). Cost: about 60 evaluations of the
    /// power; of exact tests some hundreds.
    /// </summary>
    public double Trials(double effect, double power)
    {
        RequireProbability(power);
        double low = Test.IsExact ? 1 : 1e-3;
        double high = 16;
        while (Power(effect, high) < power)
        {
            (low, high) = (high, 4 * high);
            if (high > MostTrials)
                return double.PositiveInfinity;
        }

        for (int i = 0; i < 200 && high - low > (Test.IsExact ? 1 : 1e-11 * high); i++)
        {
            double middle = Test.IsExact ? Math.Floor(0.5 * (low + high)) : 0.5 * (low + high);
            if (Power(effect, middle) >= power)
                high = middle;
            else
                low = middle;
        }

        return Test.IsExact ? BehindTheTeeth(effect, power, high) : high;
    }

    /// <summary>
    /// The effect nearest to the one under test that is answered with the wanted power by a number of canary trials, in the test's unit: the minimal detectable
    /// effect of a test of harm, the worst effect that is still shown to be safe of a test of safety. NaN where no effect is.
    /// </summary>
    public double DetectableEffect(double canaryTrials, double power)
    {
        RequireProbability(power);
        (double near, double far) = Test.Effects;
        if (!(Power(far, canaryTrials) >= power))
            return double.NaN;
        for (int i = 0; i < 200 && Math.Abs(far - near) > 1e-12 * Math.Max(Math.Abs(far), Math.Abs(near)); i++)
        {
            double middle = 0.5 * (near + far);
            if (Power(middle, canaryTrials) >= power)
                far = middle;
            else
                near = middle;
        }

        return far;
    }

    /// <summary>
    /// Seconds until a test at one look has the wanted power at an effect: "you cannot see this before". The flow's weight gives the allocation.
    /// </summary>
    public static double SecondsUntil(FixedTest test, in EvidenceFlow flow, double effect, double power) =>
        flow.SecondsUntil(new FixedDesign(test, flow.Ratio).Trials(effect, power));

    private static void RequireProbability(double power)
    {
        if (!(power is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power must lie between 0 and 1.");
    }

    private double BehindTheTeeth(double effect, double power, double found)
    {
        double from = Math.Ceiling((found * (1 + Teeth)) + ShortTeeth);
        while (from > 1 && Power(effect, from) >= power)
            from--;
        return from + 1;
    }
}
