using System.Text.Json;
using Coalmine.Conformance.Cases;

namespace Coalmine.Conformance.Statistics;

/// <summary>One case: a method, what goes in, what must come out and how exactly.</summary>
internal sealed record StatisticsCase(string Id, string Method, CaseInputs Inputs, JsonElement Expected, Tolerance Tolerance)
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>The cases of a file, in order.</summary>
    /// <exception cref="RefusedException">The file is not one of cases.</exception>
    public static IEnumerable<StatisticsCase> ReadAll(string file)
    {
        int number = 0;
        foreach (JsonElement element in CaseFile.List(CaseFile.Read(file), "cases", file))
            yield return Read(element, $"{file}: case {++number}");
    }

    private static StatisticsCase Read(JsonElement element, string where)
    {
        string id = CaseFile.Member(element, "id", JsonValueKind.String, where).GetString()!;
        where = $"{where} ({id})";
        string method = CaseFile.Member(element, "method", JsonValueKind.String, where).GetString()!;
        JsonElement inputs = CaseFile.Member(element, "inputs", JsonValueKind.Object, where);
        JsonElement parameters = element.TryGetProperty("parameters", out _) ? CaseFile.Member(element, "parameters", JsonValueKind.Object, where) : Nothing;
        JsonElement expected = CaseFile.Member(element, "expected", JsonValueKind.Object, where);
        if (!element.TryGetProperty("tolerance", out JsonElement tolerance) || tolerance.ValueKind is not (JsonValueKind.Number or JsonValueKind.Object))
            throw new RefusedException($"{where}: read no usable \"tolerance\". Allowed: a number, or an object with one number for each output key.");
        return new StatisticsCase(id, method, new CaseInputs(inputs, parameters), expected, new Tolerance(tolerance));
    }
}
