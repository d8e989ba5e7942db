using System.Collections.Immutable;
using System.Globalization;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Tuning.Goals;

namespace Coalmine.Cli.Commands;

/// <summary>Reads what options of <c>tune</c> say.</summary>
internal static class TuneOptions
{
    private static readonly (string Word, TuningMeasure Measure)[] All =
    [
        ("falseRollback", TuningMeasure.FalseRollback), ("missed", TuningMeasure.Missed), ("detection", TuningMeasure.Detection),
        ("exposure", TuningMeasure.Exposure), ("hurt", TuningMeasure.Hurt), ("duration", TuningMeasure.Duration),
    ];

    /// <summary>The words of the measures.</summary>
    public static IEnumerable<string> Measures => All.Select(each => each.Word);

    /// <summary>The measure of one of the words.</summary>
    public static TuningMeasure Measure(string word) => All.First(each => each.Word == word).Measure;

    /// <summary>Scenarios with their weights: <c>healthy.yaml=3</c>.</summary>
    public static ImmutableArray<(string Path, double Weight)> Scenarios(IEnumerable<string> texts, Loading loading)
    {
        List<(string, double)> all = [];
        foreach (string text in texts)
        {
            int sign = text.LastIndexOf('=');
            if (sign <= 0 || File.Exists(text))
                all.Add((text, 1));
            else if (double.TryParse(text.AsSpan(sign + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double weight)
                && weight is > 0 and <= 1000)
                all.Add((text[..sign], weight));
            else
                loading.Refuse($"--against {text}: '{text[(sign + 1)..]}' is no weight; write a number above 0 and at most 1000, such as {text[..sign]}=2");
        }

        return [.. all];
    }

    /// <summary>Targets.</summary>
    public static ImmutableArray<TuningTarget> Targets(IEnumerable<string> texts, Loading loading)
    {
        List<TuningTarget> all = [];
        foreach (string text in texts)
            if (TuningTarget.TryParse(text, out TuningTarget? target, out Message problem))
                all.Add(target);
            else
                loading.Refuse($"--target: {problem.Text}");
        return [.. all];
    }
}
