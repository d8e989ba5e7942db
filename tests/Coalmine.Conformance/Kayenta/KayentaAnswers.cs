using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Judges.Kayenta;
using Coalmine.Statistics.Functions;

namespace Coalmine.Conformance.Kayenta;

/// <summary>Our answers to each group of cases, and how they differ from the recorded ones.</summary>
internal static class KayentaAnswers
{
    /// <summary>The groups by the name in the files.</summary>
    public static IReadOnlyDictionary<string, Func<KayentaCase, IEnumerable<string>>> Groups { get; } = new Dictionary<string, Func<KayentaCase, IEnumerable<string>>>
    {
        ["classifier"] = MetricAnswers.Classifier,
        ["judge"] = MetricAnswers.Judge,
        ["meanInequality"] = MetricAnswers.MeanInequality,
        ["statistics"] = Statistic,
        ["scores"] = ScoreAnswers.Score,
        ["outliers"] = Outliers,
        ["percentiles"] = one => Single(one, KayentaOutliers.Percentile(one.Inputs.Numbers("data"), one.Inputs.Number("p"))),
        ["effectSizes"] = Effect,
        ["schedule"] = ScheduleAnswers.Schedule,
        ["standaloneVerdict"] = ScheduleAnswers.Verdict,
    };

    private static IEnumerable<string> Statistic(KayentaCase one) => one.Inputs.Text("kind") switch
    {
        "shift" => KayentaComparison.Differences(one, Shift(one)),
        "wilcoxonDiff" => Single(one, KayentaShift.Difference(
            one.Inputs.Numbers("x"), one.Inputs.Numbers("y"), one.Inputs.Number("mu"), one.Inputs.Number("quantile"))),
        "normalQuantile" => Single(one, -NormalDistribution.UpperQuantile(one.Inputs.Number("p"))),
        string kind => [$"expected an answer, got nothing: the kind '{kind}' is unknown"],
    };

    private static Outputs Shift(KayentaCase one)
    {
        double[] canary = one.Inputs.Numbers("experiment"), baseline = one.Inputs.Numbers("control");
        double confidence = one.Inputs.Number("confidence");
        KayentaShift? shift = one.Notes("without the clamp")
            ? KayentaShift.Unguarded(canary, baseline, confidence)
            : KayentaShift.Of(canary, baseline, confidence);
        return shift is { } found
            ? new Outputs
            {
                ["lower"] = found.Lower,
                ["upper"] = found.Upper,
                ["estimate"] = found.Estimate,
                ["muMin"] = found.Lowest,
                ["muMax"] = found.Highest,
            }
            : new Outputs { ["cause"] = MetricAnswers.AllTied };
    }

    private static IEnumerable<string> Effect(KayentaCase one)
    {
        double[] canary = one.Inputs.Numbers("experiment"), baseline = one.Inputs.Numbers("control");
        return one.Inputs.Text("measure") switch
        {
            "meanRatio" => Single(one, KayentaEffects.MeanRatio(canary, baseline)),
            "cles" => Single(one, KayentaEffects.CommonLanguage(canary, baseline)),
            "cohenD" => Single(one, KayentaEffects.CohenD(canary, baseline)),
            string measure => [$"expected an answer, got nothing: the measure '{measure}' is unknown"],
        };
    }

    private static IEnumerable<string> Outliers(KayentaCase one)
    {
        bool[] found = KayentaOutliers.Find(one.Inputs.Numbers("data"), one.Inputs.Number("factor"), one.Flag("reduceSensitivity"));
        JsonElement expected = CaseFile.Member(one.Element, "expect", JsonValueKind.Array, one.Where);
        JsonElement got = JsonSerializer.SerializeToElement(found);
        if (!JsonElement.DeepEquals(expected, got))
            yield return $"expect: expected {CaseFile.Compact(expected)}, got {CaseFile.Compact(got)}";
    }

    /// <summary>A case with one number: as such, or as the one member of an object.</summary>
    private static IEnumerable<string> Single(KayentaCase one, double got)
    {
        foreach (string member in new[] { "expect", "observed" })
        {
            if (!one.Element.TryGetProperty(member, out JsonElement wanted))
                continue;
            IEnumerable<(string Name, JsonElement Value)> values = wanted.ValueKind == JsonValueKind.Object
                ? wanted.EnumerateObject().Select(property => (property.Name, property.Value))
                : [(member, wanted)];
            foreach ((string name, JsonElement value) in values)
                if (KayentaComparison.Difference(name, value, got, member == "expect" ? KayentaComparison.ToleranceOf(one, name) : null) is { } difference)
                    yield return difference;
        }
    }
}
