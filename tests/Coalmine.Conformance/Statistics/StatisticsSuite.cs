using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Statistics;

/// <summary>Statistical methods held against values of other programs: method, inputs, parameters, expected, tolerance.</summary>
internal static class StatisticsSuite
{
    /// <summary>Runs the cases of the wanted methods and prints the failing ones and a closing line.</summary>
    public static int Run(CommandLine command, TextWriter output)
    {
        List<StatisticsCase> all = StatisticsCase.ReadAll(command.File).ToList();
        command.RefuseNamesOutside(all.Select(one => one.Method).Concat(MethodTable.Methods.Keys));
        List<StatisticsCase> cases = all.Where(one => command.Wants(one.Method)).ToList();
        int failed = 0;
        foreach (StatisticsCase one in cases)
        {
            List<string> differences = Failures(one);
            failed += differences.Count > 0 ? 1 : 0;
            foreach (string difference in differences)
                output.WriteLine($"{one.Id}: {difference}");
        }

        output.WriteLine($"{cases.Count - failed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static List<string> Failures(StatisticsCase one)
    {
        if (!MethodTable.Methods.TryGetValue(one.Method, out Func<CaseInputs, Outputs>? method))
            return [$"expected {CaseFile.Compact(one.Expected)}, got nothing: the method '{one.Method}' is unknown"];
        try
        {
            return Comparison.Differences(one.Expected, method(one.Inputs), one.Tolerance).ToList();
        }
        catch (Exception error) when (error is CaseFormatException or ArgumentException or ArithmeticException or IndexOutOfRangeException or JsonException)
        {
            return [$"expected {CaseFile.Compact(one.Expected)}, got an error: {error.Message.ReplaceLineEndings(" ")}"];
        }
    }
}
