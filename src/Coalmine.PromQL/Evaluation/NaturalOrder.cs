using System.Globalization;

namespace Coalmine.PromQL.Evaluation;

/// <summary>Orders texts as people do: runs of digits as numbers, so that pod-9 comes before pod-10 (the Go package facette/natsort).</summary>
internal static class NaturalOrder
{
    public static int Compare(string one, string other)
    {
        int first = 0;
        int second = 0;
        while (first < one.Length && second < other.Length)
        {
            string left = Run(one, ref first);
            string right = Run(other, ref second);
            bool areNumbers = long.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out long leftNumber)
                & long.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out long rightNumber);
            int order = areNumbers ? leftNumber.CompareTo(rightNumber) : string.CompareOrdinal(left, right);
            if (order != 0)
                return order;
        }

        return (one.Length - first).CompareTo(other.Length - second);
    }

    /// <summary>The digits, or the rest up to the next digit, from a place on.</summary>
    private static string Run(string text, ref int at)
    {
        int start = at;
        bool digits = char.IsAsciiDigit(text[at]);
        while (at < text.Length && char.IsAsciiDigit(text[at]) == digits)
            at++;
        return text[start..at];
    }
}
