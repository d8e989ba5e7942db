using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Flagger;

/// <summary>Recorded decisions of Flagger's scheduler, held against ours: runs tick by tick, metrics against thresholds, and probabilities of a rollback.</summary>
internal static class FlaggerSuite
{
    private const string Ticks = "cases";
    private const string Metrics = "metricChecks";
    private const string ClosedForm = "closedForm";

    /// <summary>Runs the wanted cases and prints the failing ones and a closing line. A case is wanted by its own name or its section's.</summary>
    public static int Run(CommandLine command, TextWriter output)
    {
        List<(string Section, string Name, Func<string?> Check)> all = Read(command.File);
        command.RefuseNamesOutside(all.SelectMany(one => new[] { one.Section, one.Name }).Concat([Ticks, Metrics, ClosedForm]));
        int passed = 0;
        int failed = 0;
        foreach ((string section, string name, Func<string?> check) in all)
        {
            if (!command.Wants(section) && !command.Wants(name))
                continue;
            string? difference = Difference(check);
            passed += difference is null ? 1 : 0;
            failed += difference is null ? 0 : 1;
            if (difference is not null)
                output.WriteLine($"{name}: {difference}");
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static string? Difference(Func<string?> check)
    {
        try
        {
            return check();
        }
        catch (CaseFormatException error)
        {
            return $"got nothing: {error.Message}";
        }
    }

    private static List<(string Section, string Name, Func<string?> Check)> Read(string file)
    {
        JsonElement root = CaseFile.Read(file);
        List<(string, string, Func<string?>)> cases = [];
        if (Has(root, Ticks))
            cases.AddRange(Numbered(root, Ticks, file).Select(one => FlaggerTickCase.Read(one.Element, one.Where))
                .Select(one => (Ticks, one.Name, (Func<string?>)one.Difference)));
        if (Has(root, Metrics))
        {
            JsonElement section = CaseFile.Member(root, Metrics, JsonValueKind.Object, file);
            cases.AddRange(Numbered(section, "cases", $"{file}: {Metrics}").Select(one => FlaggerMetricCase.Read(one.Element, one.Where))
                .Select(one => (Metrics, one.Name, (Func<string?>)one.Difference)));
        }

        if (Has(root, ClosedForm))
        {
            JsonElement section = CaseFile.Member(root, ClosedForm, JsonValueKind.Object, file);
            cases.AddRange(Numbered(section, "rows", $"{file}: {ClosedForm}").Select(one => FlaggerProbabilityCase.Read(one.Element, one.Where))
                .Select(one => (ClosedForm, one.Name, (Func<string?>)one.Difference)));
        }

        return cases.Count > 0 || root.ValueKind == JsonValueKind.Object && (Has(root, Ticks) || Has(root, Metrics) || Has(root, ClosedForm))
            ? cases
            : throw new RefusedException($"{file}: read no Flagger cases. Allowed: an object with \"{Ticks}\", \"{Metrics}\" or \"{ClosedForm}\".");
    }

    private static bool Has(JsonElement root, string member) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(member, out _);

    private static IEnumerable<(JsonElement Element, string Where)> Numbered(JsonElement parent, string member, string where) =>
        CaseFile.List(parent, member, where).Select((element, index) => (element, $"{where}: {member}[{index}]"));
}
