using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Argo;

/// <summary>Decisions of Argo Rollouts held against those recorded from its own code; one handler a kind of case.</summary>
internal static class ArgoSuite
{
    private const int LongestExpectation = 200;

    /// <summary>A handler answers with one line for each difference; none means that the case passes.</summary>
    public static IReadOnlyDictionary<string, Func<ArgoCase, IEnumerable<string>>> Handlers { get; } =
        new Dictionary<string, Func<ArgoCase, IEnumerable<string>>>[] { AnalysisCases.Handlers, ReplicaCases.Handlers, StepCases.Handlers, RolloutCases.Handlers }
            .SelectMany(table => table)
            .ToDictionary(StringComparer.Ordinal);

    /// <summary>Runs the wanted cases (by kind or by name) and prints the failing ones and a closing line.</summary>
    public static int Run(CommandLine command, TextWriter output)
    {
        List<ArgoCase> all = ArgoCase.ReadAll(command.File).ToList();
        command.RefuseNamesOutside(all.Select(one => one.Kind).Concat(all.Select(one => one.Id)).Concat(Handlers.Keys));
        List<ArgoCase> cases = all.Where(one => command.Wants(one.Kind) || command.Wants(one.Id)).ToList();
        int failed = 0;
        foreach (ArgoCase one in cases)
        {
            List<string> differences = Failures(one);
            failed += differences.Count > 0 ? 1 : 0;
            if (differences.Count > 0)
                output.WriteLine($"{one.Id}: {string.Join("; ", differences)}");
        }

        output.WriteLine($"{cases.Count - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static List<string> Failures(ArgoCase one)
    {
        if (!Handlers.TryGetValue(one.Kind, out Func<ArgoCase, IEnumerable<string>>? handler))
            return [$"expected {Short(one.Expected)}, got nothing: the kind '{one.Kind}' is unknown"];
        try
        {
            return handler(one).ToList();
        }
        catch (Exception error) when (error is CaseFormatException or ArgumentException or ArithmeticException or FormatException
            or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException or JsonException)
        {
            return [$"expected {Short(one.Expected)}, got an error: {error.Message.ReplaceLineEndings(" ")}"];
        }
    }

    // Some expectations are whole timelines.
    private static string Short(JsonElement expected)
    {
        string text = CaseFile.Compact(expected);
        return text.Length <= LongestExpectation ? text : $"{text[..LongestExpectation]}...";
    }
}
