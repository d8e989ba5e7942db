using Coalmine.Statistics.Power.Schedules;
using Coalmine.Workbench.Reports;
using CsvHelper;

namespace Coalmine.Workbench.Detectability;

/// <summary>Writes what can be seen by when as a table; shares of bad events.</summary>
public static class PowerCsv
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes the answer to a question of numbers; the stream stays open.</summary>
    public static void Write(PowerAnswer answer, Stream stream) => Write(
        answer.Curve.Select(point => Row(answer.Question.Metric, PowerText.WordOf(answer.Question.Method), point, answer.Question.Before)), stream);

    /// <summary>Writes what the checks of a policy can see; the stream stays open.</summary>
    public static void Write(PolicySight sight, Stream stream) => Write(
        sight.Checks.SelectMany(check => check.Steps.Select(point => Row(check.Check.Name, check.Check.Method.Name, Own(check, point), check.Baseline))),
        stream);

    private static DetectableEffect Own(CheckSight check, DetectableEffect point) =>
        check.Kind == SightKind.Computed ? point : point with { CanaryRate = double.NaN };

    private static void Write(IEnumerable<PowerRow> rows, Stream stream)
    {
        using CsvWriter writer = CsvWriter.Create(stream, Options, leaveOpen: true);
        writer.WriteRecords(rows);
    }

    private static PowerRow Row(string name, string method, DetectableEffect point, double baseline) => new()
    {
        Name = name,
        Method = method,
        Seconds = point.At.TotalSeconds,
        Seen = FileNumbers.Finite(point.CanaryRate),
        SeenAtOneLook = FileNumbers.Finite(point.AtOneLook),
        Baseline = FileNumbers.Finite(baseline),
    };
}
