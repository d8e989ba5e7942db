using System.Globalization;
using Coalmine.Statistics.Power;
using Coalmine.Statistics.Power.Schedules;
using Coalmine.Workbench.Reports;

namespace Coalmine.Workbench.Detectability;

/// <summary>The answer to a question of numbers as sentences and a table.</summary>
public static class PowerText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>The lines.</summary>
    public static IEnumerable<StoryLine> Of(PowerAnswer answer)
    {
        PowerQuestion question = answer.Question;
        yield return new StoryLine(StoryTone.Heading, Sentence(answer));
        if (question.Method != PowerMethod.Fixed || !double.IsFinite(answer.OneLookSeconds))
            yield return new StoryLine(StoryTone.Plain, OneLook(answer));
        yield return new StoryLine(StoryTone.Quiet, Basis(answer), 2);
        if (answer.Events < 10)
            yield return new StoryLine(
                StoryTone.Doubtful,
                $"Only about {Figures.Count(answer.Events)} bad events decide: so few make the computation rough; simulate a policy instead.",
                2);
        yield return default;
        foreach (string line in Table(answer))
            yield return new StoryLine(StoryTone.Table, line);
        yield return default;
    }

    /// <summary>The answer in one sentence.</summary>
    public static string Sentence(PowerAnswer answer)
    {
        PowerQuestion question = answer.Question;
        string way = question.IsComplement ? "fall" : "rise";
        string effect = $"{question.Metric} {way} from {Share(question, question.Before)} to {Share(question, question.After)}";
        string flow = $"At {Figures.Rate(question.RequestsPerSecond)} requests/s and a weight of {Figures.Rate(100 * question.Weight)} %";
        return answer.Seconds is { } seconds
            ? $"{flow} you cannot see {effect} before {Long(seconds)}."
            : $"{flow} you cannot see {effect} within {Long(answer.Horizon.TotalSeconds)}, which is as far as was computed.";
    }

    /// <summary>A long time with its two largest units, days included.</summary>
    internal static string Long(double seconds) => seconds < 2 * 86_400
        ? Figures.Length(seconds)
        : string.Create(Culture, $"{Math.Floor(seconds / 86_400):0}d{Math.Floor(seconds % 86_400 / 3600):00}h");

    /// <summary>The words for a method.</summary>
    internal static string WordOf(PowerMethod method) => method switch
    {
        PowerMethod.Fixed => "fixed",
        PowerMethod.GroupSequential => "group-sequential",
        PowerMethod.Sprt => "sprt",
        _ => "sequential",
    };

    private static string OneLook(PowerAnswer answer) => double.IsFinite(answer.OneLookSeconds)
        ? $"A test that looks once, at the right moment, needs {Figures.Whole((long)Math.Ceiling(answer.OneLookTrials))} "
            + $"{(answer.Question.LabelShare < 1 || answer.Question.Delay is not LabelDelay.None ? "labels of the canary" : "canary requests")} "
            + $"and sees it after {Long(answer.OneLookSeconds)}{Price(answer)}."
        : "No number of requests shows it: the effect lies within the margin.";

    private static string Price(PowerAnswer answer) => double.IsNaN(answer.PriceOfLooking)
        ? ""
        : string.Create(Culture, $": looking again and again takes {answer.PriceOfLooking:0.0} times as long, and needs no right moment");

    private static string Basis(PowerAnswer answer)
    {
        PowerQuestion question = answer.Question;
        string looks = question.Method == PowerMethod.Fixed ? "one look" : $"a look every {Long(Math.Max(1, answer.LookEvery.TotalSeconds))}";
        string coarser = question.Method != PowerMethod.Fixed && answer.LookEvery > question.LookEvery ? $" (asked: {Asked(question.LookEvery)})" : "";
        string margin = question.Margin > 0 ? $", {Figures.Rate(100 * question.Margin)} points allowed" : "";
        string labels = question.LabelShare < 1 ? $", labels for {Figures.Rate(100 * question.LabelShare)} % of the answers" : "";
        string delay = question.Delay switch
        {
            LabelDelay.Constant constant => $", {Figures.Length(constant.Seconds)} late",
            LabelDelay.LogNormal law => $", late by {Figures.Length(law.MedianSeconds)} (95 % within {Figures.Length(law.NinetyFifthSeconds)})",
            _ => "",
        };
        return string.Create(Culture, $"Power {100 * question.Power:0.##} %, one-sided risk {100 * question.Risk:0.###} %, method {WordOf(question.Method)}, ")
            + $"{looks}{coarser}{margin}{labels}{delay}. Computed, not simulated: times to one look and 5 %, for independent requests.";
    }

    private static IEnumerable<string> Table(PowerAnswer answer)
    {
        PowerQuestion question = answer.Question;
        bool looks = question.Method != PowerMethod.Fixed;
        TextTable table = new();
        string seen = $"{question.Metric} {(question.IsComplement ? "below" : "above")}, %";
        table.Add([$"seen by", .. looks ? [$"{seen}\n{WordOf(question.Method)}"] : Array.Empty<string>(), $"{seen}\none look, then"]);
        foreach (DetectableEffect point in answer.Curve)
            table.Add(
            [
                Long(point.At.TotalSeconds), .. looks ? [Value(question, point.CanaryRate)] : Array.Empty<string>(), Value(question, point.AtOneLook),
            ]);
        return answer.Curve.IsEmpty ? [] : table.Lines();
    }

    private static string Value(PowerQuestion question, double share) =>
        double.IsNaN(share) ? "–" : (100 * question.ValueOf(share)).ToString($"F{Figures.DigitsFor(Finest(question), 2)}", Culture);

    private static string Share(PowerQuestion question, double share) =>
        $"{(100 * question.ValueOf(share)).ToString("0." + new string('#', Figures.DigitsFor(Finest(question), 3)), Culture)} %";

    // What two numbers of the answer may differ by.
    private static double Finest(PowerQuestion question) => Math.Min(question.Before, question.After - question.Before);

    private static string Asked(TimeSpan every) => every < TimeSpan.FromSeconds(1)
        ? string.Create(Culture, $"{every.TotalMilliseconds:0} ms")
        : Figures.Length(every.TotalSeconds);
}
