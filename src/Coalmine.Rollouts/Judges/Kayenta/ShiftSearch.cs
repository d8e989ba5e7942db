namespace Coalmine.Rollouts.Judges.Kayenta;

/// <summary>
/// Brent's root search (Brent 1973, section 4.2) in the variant of R's <c>zeroin</c> that Kayenta's <c>BrentSolver.java</c> follows: an end where the function
/// is 0 is returned at once; whether the ends differ in sign is not asked, so that a search without a root ends somewhere; it stops as soon as half the bracket
/// is within half of an absolute tolerance of 1e-4, and after 1001 steps in any case. Reproduced operation by operation, since where it stops is part of the
/// answer: on series whose values differ by less than 1e-4 it stops at once, at an end of the bracket.
/// </summary>
internal static class ShiftSearch
{
    private const double Tolerance = 1e-4;
    private const double RelativeAccuracy = 2.220446049250313e-16;
    private const int MostSteps = 1001;

    /// <summary>The shift between two ends at which the difference is 0; NaN where a shift ties all values.</summary>
    public static double Find(RankDifference difference, double quantile, double from, double to)
    {
        Trial before = Trial.At(difference, quantile, from);
        Trial best = Trial.At(difference, quantile, to);
        if (before.Value == 0)
            return before.Shift;
        if (best.Value == 0)
            return best.Shift;
        Trial across = before;
        for (int i = 0; i < MostSteps && !difference.IsTied; i++)
        {
            double last = best.Shift - before.Shift;
            if (Math.Abs(across.Value) < Math.Abs(best.Value))
                (before, best, across) = (best, across, best);
            double accuracy = (2 * RelativeAccuracy * Math.Abs(best.Shift)) + (Tolerance / 2);
            double step = (across.Shift - best.Shift) / 2;
            if (Math.Abs(step) <= accuracy || best.Value == 0)
                return best.Shift;
            if (Math.Abs(last) >= accuracy && Math.Abs(before.Value) > Math.Abs(best.Value))
                step = Interpolate(before, best, across, last, accuracy) ?? step;
            if (Math.Abs(step) < accuracy)
                step = step > 0 ? accuracy : -accuracy;
            before = best;
            best = Trial.At(difference, quantile, best.Shift + step);
            if ((best.Value > 0 && across.Value > 0) || (best.Value < 0 && across.Value < 0))
                across = before;
        }

        return difference.IsTied ? double.NaN : best.Shift;
    }

    /// <summary>A step by inverse interpolation along a line or a parabola; null where it leaves the bracket or is too long.</summary>
    private static double? Interpolate(Trial before, Trial best, Trial across, double last, double accuracy)
    {
        double width = across.Shift - best.Shift;
        double numerator, denominator;
        double fall = best.Value / before.Value;
        if (before.Shift == across.Shift)
        {
            numerator = width * fall;
            denominator = 1 - fall;
        }
        else
        {
            double whole = before.Value / across.Value, part = best.Value / across.Value;
            numerator = fall * ((width * whole * (whole - part)) - ((best.Shift - before.Shift) * (part - 1)));
            denominator = (whole - 1) * (part - 1) * (fall - 1);
        }

        if (numerator > 0)
            denominator = -denominator;
        else
            numerator = -numerator;
        bool isInside = numerator < (0.75 * width * denominator) - (Math.Abs(accuracy * denominator) / 2);
        return isInside && numerator < Math.Abs(last * denominator / 2) ? numerator / denominator : null;
    }

    private readonly record struct Trial(double Shift, double Value)
    {
        public static Trial At(RankDifference difference, double quantile, double shift) => new(shift, difference.At(shift, quantile));
    }
}
