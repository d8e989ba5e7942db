namespace Coalmine.Statistics.Functions;

/// <summary>Golden-section search for the maximum of a function that rises and then falls (Kiefer 1953): each step keeps 62 % of the bracket.</summary>
internal static class GoldenSection
{
    private static readonly double Share = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Where the function is largest between two ends, and how large; a local maximum where there are several.</summary>
    public static (double At, double Value) Maximum(Func<double, double> function, double low, double high, int steps)
    {
        double left = high - (Share * (high - low)), right = low + (Share * (high - low));
        double atLeft = function(left), atRight = function(right);
        for (int i = 0; i < steps; i++)
        {
            if (atLeft > atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Share * (high - low));
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Share * (high - low));
                atRight = function(right);
            }
        }

        return atLeft > atRight ? (left, atLeft) : (right, atRight);
    }
}
