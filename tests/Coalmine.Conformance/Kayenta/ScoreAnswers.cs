using System.Globalization;
using System.Text.Json;
using Coalmine.Conformance.Cases;
using Coalmine.Rollouts.Judges.Kayenta;

namespace Coalmine.Conformance.Kayenta;

/// <summary>The cases of whole scores.</summary>
internal static class ScoreAnswers
{
    private const string Empty = "(nodata)";

    private static readonly Dictionary<string, KayentaLabel> Labels = new(StringComparer.Ordinal)
    {
        ["Pass"] = KayentaLabel.Pass,
        ["High"] = KayentaLabel.High,
        ["Low"] = KayentaLabel.Low,
        ["Nodata"] = KayentaLabel.NoData,
        ["NodataFailMetric"] = KayentaLabel.NoDataFails,
        ["Error"] = KayentaLabel.Error,
    };

    /// <summary>The score, its label, its groups and whether something forced it.</summary>
    public static IEnumerable<string> Score(KayentaCase one)
    {
        JsonElement metrics = CaseFile.Member(one.Element, "metrics", JsonValueKind.Array, one.Where);
        KayentaScore score = KayentaScorer.Score([.. metrics.EnumerateArray().Select(metric => Scored(metric, one.Where))], Weights(one), KayentaMode.Faithful);
        JsonElement expected = CaseFile.Member(one.Element, "expect", JsonValueKind.Object, one.Where);
        foreach (JsonProperty member in expected.EnumerateObject())
            if (!Agrees(member, score, one))
                yield return $"{member.Name}: expected {CaseFile.Compact(member.Value)}, got {Got(member.Name, score, one)}";
    }

    private static bool Agrees(JsonProperty member, KayentaScore score, KayentaCase one) => member.Name switch
    {
        "score" => SpecialNumber.TryRead(member.Value, out double value) && KayentaComparison.Agrees(value, score.Value, null, 0),
        "classification" => member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() == LabelOf(score, one),
        "reason" => (member.Value.ValueKind == JsonValueKind.Null) == (score.Zero == KayentaZero.None),
        "groupScores" => member.Value.ValueKind == JsonValueKind.String && GroupsAgree(member.Value.GetString()!, score),
        _ => false,
    };

    private static string Got(string name, KayentaScore score, KayentaCase one) => name switch
    {
        "score" => SpecialNumber.Write(score.Value),
        "classification" => $"\"{LabelOf(score, one)}\"",
        "reason" => score.Zero == KayentaZero.None ? "null" : $"\"{score.Zero}\"",
        "groupScores" => $"\"{string.Join(';', Ordered(score).Select(Written))}\"",
        _ => "nothing",
    };

    private static string LabelOf(KayentaScore score, KayentaCase one) =>
        score.Label(one.Inputs.Number("passThreshold"), one.Inputs.Number("marginalThreshold")).ToString();

    /// <summary>Scores are compared as numbers, since Java may write more digits than are needed.</summary>
    private static bool GroupsAgree(string text, KayentaScore score)
    {
        string[] wanted = text.Split(';', StringSplitOptions.RemoveEmptyEntries);
        KayentaGroupScore[] got = [.. Ordered(score)];
        return wanted.Length == got.Length && wanted.Zip(got).All(pair => GroupAgrees(pair.First, pair.Second));
    }

    private static bool GroupAgrees(string text, KayentaGroupScore group)
    {
        int equals = text.LastIndexOf('=');
        bool isEmpty = text.EndsWith(Empty, StringComparison.Ordinal);
        string number = isEmpty ? text[(equals + 1)..^Empty.Length] : text[(equals + 1)..];
        return equals > 0 && text[..equals] == group.Name && isEmpty != group.HasScore
            && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double score)
            && KayentaComparison.Agrees(score, group.Score, null, 0);
    }

    private static IEnumerable<KayentaGroupScore> Ordered(KayentaScore score) => score.Groups.OrderBy(group => group.Name, StringComparer.Ordinal);

    private static string Written(KayentaGroupScore group) => $"{group.Name}={SpecialNumber.Write(group.Score)}{(group.HasScore ? "" : Empty)}";

    private static KayentaScored Scored(JsonElement metric, string where)
    {
        string word = CaseFile.Member(metric, "classification", JsonValueKind.String, where).GetString()!;
        if (!Labels.TryGetValue(word, out KayentaLabel label))
            throw new RefusedException($"{where}: read \"{word}\" for \"classification\". Allowed: {string.Join(", ", Labels.Keys)}.");
        CaseInputs inputs = new(metric, metric);
        IEnumerable<string> groups = inputs.Has("groups")
            ? CaseFile.Member(metric, "groups", JsonValueKind.Array, where).EnumerateArray().Select(group => NameOf(group, where))
            : [];
        return new KayentaScored(label, inputs.Has("critical") && inputs.Flag("critical"), inputs.Has("muted") && inputs.Flag("muted"), [.. groups]);
    }

    private static string NameOf(JsonElement group, string where) => group.ValueKind == JsonValueKind.String
        ? group.GetString()!
        : throw new RefusedException($"{where}: read {CaseFile.Describe(group)} for a group. Allowed: a text.");

    private static Dictionary<string, double> Weights(KayentaCase one)
    {
        if (!one.Inputs.Has("groupWeights"))
            return [];
        JsonElement weights = CaseFile.Member(one.Element, "groupWeights", JsonValueKind.Object, one.Where);
        CaseInputs inputs = new(weights, weights);
        return weights.EnumerateObject().ToDictionary(weight => weight.Name, weight => inputs.Number(weight.Name));
    }
}
