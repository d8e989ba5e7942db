using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Judges.Kayenta;

namespace Coalmine.Conformance.Kayenta;

/// <summary>The cases of when a run judges, and of what the scores lead to.</summary>
internal static class ScheduleAnswers
{
    private const string Stops = "stops the run";
    private const string Continues = "continues";

    private static readonly string[] Known = ["expectJudgements", "expectWindowsMins", "expectExperimentWindowMins", "expectControlWindowMins"];

    /// <summary>Number of judgements and their windows.</summary>
    public static IEnumerable<string> Schedule(KayentaCase one)
    {
        KayentaSchedule schedule = new()
        {
            Lifetime = Minutes(one, "lifetimeMins"),
            Interval = Minutes(one, "intervalMins"),
            Start = Minutes(one, "startMins"),
            End = Minutes(one, "endMins"),
            BeginAfter = Minutes(one, "beginAfterMins") ?? TimeSpan.Zero,
            Lookback = Minutes(one, "lookbackMins") ?? TimeSpan.Zero,
            ControlOffset = Minutes(one, "controlOffsetMins") ?? TimeSpan.Zero,
        };
        if (one.Element.TryGetProperty("expectJudgements", out JsonElement count) && Count(schedule, count) is { } wrongCount)
            yield return wrongCount;
        foreach (JsonProperty member in one.Element.EnumerateObject())
            if (member.Name.StartsWith("expect", StringComparison.Ordinal) && !Known.Contains(member.Name))
                yield return $"{member.Name}: expected {CaseFile.Compact(member.Value)}, got nothing";
        if (one.Inputs.Has("expectWindowsMins"))
        {
            double[][] windows = one.Inputs.Table("expectWindowsMins");
            for (int i = 0; i < windows.Length; i++)
                if (Window($"expectWindowsMins[{i}]", windows[i], schedule.CanaryWindow(i + 1)) is { } wrong)
                    yield return wrong;
        }

        foreach ((string key, KayentaWindow window) in Firsts(one, schedule))
            if (Window(key, one.Inputs.Numbers(key), window) is { } wrong)
                yield return wrong;
    }

    /// <summary>Whether a score ends the run, or the last one passes.</summary>
    public static IEnumerable<string> Verdict(KayentaCase one)
    {
        KayentaThresholds thresholds = new(Optional(one, "marginal"), Optional(one, "pass"));
        if (one.Inputs.Has("finalScore"))
        {
            bool passed = thresholds.Accept(one.Inputs.Number("finalScore"), KayentaMode.Faithful);
            if (passed != one.Inputs.Flag("expectPassed"))
                yield return $"expectPassed: expected {(passed ? "false" : "true")}, got {(passed ? "true" : "false")}";
        }
        else
        {
            string got = thresholds.Stop(one.Inputs.Number("judgementScore"), KayentaMode.Faithful) ? Stops : Continues;
            if (one.Inputs.Text("expect") != got)
                yield return $"expect: expected \"{one.Inputs.Text("expect")}\", got \"{got}\"";
        }
    }

    private static IEnumerable<(string Key, KayentaWindow Window)> Firsts(KayentaCase one, KayentaSchedule schedule)
    {
        if (one.Inputs.Has("expectExperimentWindowMins"))
            yield return ("expectExperimentWindowMins", schedule.CanaryWindow(1));
        if (one.Inputs.Has("expectControlWindowMins"))
            yield return ("expectControlWindowMins", schedule.BaselineWindow(1));
    }

    /// <summary>Anything but a number stands for the division by zero.</summary>
    private static string? Count(KayentaSchedule schedule, JsonElement expected)
    {
        string got;
        try
        {
            int judgements = schedule.Judgements;
            if (expected.ValueKind == JsonValueKind.Number && expected.GetDouble() == judgements)
                return null;
            got = SpecialNumber.Write(judgements);
        }
        catch (InvalidOperationException error)
        {
            if (expected.ValueKind != JsonValueKind.Number)
                return null;
            got = $"an error: {error.Message}";
        }

        return $"expectJudgements: expected {CaseFile.Compact(expected)}, got {got}";
    }

    private static string? Window(string key, double[] expected, KayentaWindow got)
    {
        double[] minutes = [got.From.TotalMinutes, got.To.TotalMinutes];
        return expected.AsSpan().SequenceEqual(minutes)
            ? null
            : $"{key}: expected [{string.Join(", ", expected.Select(SpecialNumber.Write))}], got [{string.Join(", ", minutes.Select(SpecialNumber.Write))}]";
    }

    private static TimeSpan? Minutes(KayentaCase one, string name) => Optional(one, name) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    private static double? Optional(KayentaCase one, string name) => one.Inputs.Has(name) ? one.Inputs.Number(name) : null;
}
