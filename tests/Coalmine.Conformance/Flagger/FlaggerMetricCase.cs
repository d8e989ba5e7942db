using System.Collections.Immutable;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Controllers.Flagger.Metrics;
using Coalmine.Rollouts.Controllers.Flagger.Specs;

namespace Coalmine.Conformance.Flagger;

/// <summary>A metric's answer against its thresholds.</summary>
internal sealed record FlaggerMetricCase(string Name, string Kind, FlaggerMetric Metric, JsonElement Result, string Expected)
{
    private const string NotQueried = "not queried";

    /// <summary>Reads a case.</summary>
    public static FlaggerMetricCase Read(JsonElement element, string where)
    {
        CaseMembers members = CaseMembers.Of(element, where);
        string name = members.Required("name", JsonValueKind.String).GetString()!;
        members = CaseMembers.Of(element, $"{where} ({name})");
        string kind = members.Required("kind", JsonValueKind.String).GetString()!;
        string expected = members.Required("expect", JsonValueKind.String).GetString()!;
        if (expected is not ("pass" or "fail"))
            throw members.Refuse("expect", members.Required("expect", JsonValueKind.String), "pass or fail");
        if (!members.TryFind("queryResult", out JsonElement result))
            throw new RefusedException($"{members.Where}: read a case without \"queryResult\". Allowed: a number, a text or a list of numbers.");
        FlaggerThresholdRange? range = null;
        if (members.TryFind("thresholdRange", out JsonElement ends))
        {
            CaseMembers read = CaseMembers.Of(ends, $"{members.Where}: thresholdRange");
            range = new FlaggerThresholdRange(read.Number("min"), read.Number("max"));
        }

        FlaggerMetric metric = new() { Name = kind, Threshold = members.Number("threshold") ?? 0, Range = range };
        return new FlaggerMetricCase(name, kind, metric, result, expected);
    }

    /// <summary>What differs; null where nothing does.</summary>
    public string? Difference()
    {
        FlaggerMetricVerdict verdict = Judge();
        string got = verdict == FlaggerMetricVerdict.Pass ? "pass" : "fail";
        return got == Expected ? null : $"expected {Expected}, got {got} ({verdict})";
    }

    private FlaggerMetricVerdict Judge()
    {
        FlaggerCheck check = Check();
        if (Result.ValueKind == JsonValueKind.Array)
            return check.Judge(Result.EnumerateArray().Select(Number).ToArray());
        if (SpecialNumber.TryRead(Result, out double number))
            return check.Judge([number]);
        return Result.ValueKind == JsonValueKind.String && Result.GetString() == "empty" ? check.Judge([]) : FlaggerMetricVerdict.Error;
    }

    /// <summary>The check as the controller would make it; its query's text is of no importance here.</summary>
    private FlaggerCheck Check()
    {
        bool isAsked = Result.ValueKind != JsonValueKind.String || Result.GetString() != NotQueried;
        (string name, string provider, string query) = Kind switch
        {
            "request-success-rate" => (FlaggerMetric.SuccessRateName, "istio", ""),
            "request-duration" => (FlaggerMetric.DurationName, "istio", ""),
            "request-duration-http-observer" => (FlaggerMetric.DurationName, "kubernetes", ""),
            "custom" => ("custom", "istio", isAsked ? "answer" : ""),
            _ => throw new CaseFormatException($"the kind '{Kind}' is unknown"),
        };
        FlaggerCanarySpec spec = new()
        {
            Name = "canary",
            Target = "target",
            Provider = provider,
            Analysis = new FlaggerAnalysis { Metrics = ImmutableArray.Create(Metric with { Name = name, Query = query }) },
        };
        return FlaggerChecks.Of(spec, FlaggerProvider.Default).All[0];
    }

    private static double Number(JsonElement item) =>
        SpecialNumber.TryRead(item, out double number) ? number : throw new CaseFormatException($"a series is {CaseFile.Describe(item)}; allowed: a number");
}
