namespace Coalmine.Simulation.Engines;

/// <summary>
/// Sine and cosine of angles in whole turns, from plain operations on doubles: the same bits on every machine that rounds as IEEE 754 says, unlike the
/// platform's library. Taylor series on an eighth of a turn; the terms left out are below 1e-16.
/// </summary>
internal static class Turns
{
    private const double FullTurn = 6.283185307179586;

    /// <summary>The cosine of an angle from 0 to 1 turn.</summary>
    public static double Cosine(double turns)
    {
        double half = turns <= 0.5 ? turns : 1 - turns;
        return half <= 0.25 ? OfQuarter(half) : -OfQuarter(0.5 - half);
    }

    /// <summary>The sine of an angle of at least 0 turns, divided by the angle in radians; 1 for no angle.</summary>
    public static double SineQuotient(double turns)
    {
        if (turns <= 0.125)
            return SineSeriesQuotient(Square(FullTurn * turns));
        double rest = turns - Math.Floor(turns);
        double sine = rest <= 0.5 ? Cosine(Math.Abs(0.25 - rest)) : -Cosine(Math.Abs(0.75 - rest));
        return sine / (FullTurn * turns);
    }

    private static double OfQuarter(double turns)
    {
        if (turns <= 0.125)
            return CosineSeries(Square(FullTurn * turns));
        double angle = FullTurn * (0.25 - turns);
        return angle * SineSeriesQuotient(angle * angle);
    }

    private static double Square(double x) => x * x;

    private static double CosineSeries(double x2)
    {
        double sum = 1;
        for (int n = 16; n >= 2; n -= 2)
            sum = 1 - x2 / (n * (n - 1)) * sum;
        return sum;
    }

    private static double SineSeriesQuotient(double x2)
    {
        double sum = 1;
        for (int n = 15; n >= 3; n -= 2)
            sum = 1 - x2 / (n * (n - 1)) * sum;
        return sum;
    }
}
