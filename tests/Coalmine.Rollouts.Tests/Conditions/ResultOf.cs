using System.Globalization;
using Coalmine.Rollouts.Conditions;

namespace Coalmine.Rollouts.Tests.Conditions;

/// <summary>Results as short texts: "vector 1 NaN", "scalar 5", "nothing", "json {...}".</summary>
internal static class ResultOf
{
    public static ProviderResult Read(string text)
    {
        string[] parts = text.Split(' ', 2);
        return parts[0] switch
        {
            "vector" => new ProviderResult.Vector([.. parts.Length == 1 ? [] : parts[1].Split(' ').Select(Number)]),
            "scalar" => new ProviderResult.Number(Number(parts[1])),
            "nothing" => ProviderResult.Nothing,
            _ => ProviderResult.FromJson(parts[1]),
        };
    }

    private static double Number(string text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" => double.PositiveInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
