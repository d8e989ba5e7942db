using System.Globalization;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Weights in journals: the canary's parts and all parts, <c>10/100</c>; the default weight is <c>0/0</c>.</summary>
internal static class WeightText
{
    public static string Of(TrafficWeight weight) => string.Create(CultureInfo.InvariantCulture, $"{weight.Parts}/{weight.Total}");

    public static TrafficWeight Read(ref LineCursor cursor)
    {
        LineCursor before = cursor;
        string read = cursor.Text("a weight");
        if (read == "0/0")
            return default;
        string[] parts = read.Split('/');
        if (parts.Length != 2 || !TryPart(parts[0], out int own) || !TryPart(parts[1], out int total) || total == 0 || own > total)
            before.Fail("a weight is written as the canary's parts of all parts, such as \"10/100\"");
        return new TrafficWeight(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static bool TryPart(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
