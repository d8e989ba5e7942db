using System.Globalization;
using System.Text;
using Coalmine.Manifests.Imports;
using Coalmine.Rollouts.Serving;
using Xunit;

namespace Coalmine.Manifests.Tests.Serving;

/// <summary>Imports texts and shows what came of them in one line each.</summary>
internal static class Imported
{
    public static ImportedFile Of(string text) => ManifestImporter.Import("f.yaml", Encoding.UTF8.GetBytes(text));

    /// <summary>The topology of the only object.</summary>
    public static ServingTopology Topology(string text)
    {
        ImportedFile file = Of(text);
        return Assert.Single(file.Manifests) is Manifest.Serving serving ? serving.Topology : Refused(file);
    }

    /// <summary>Arms with replicas, then routes with weights: <c>main:Baseline*1 canary:Canary*1 | predictors 75+25</c>.</summary>
    public static string Show(ServingTopology topology) => string.Join(' ', topology.Arms.Select(arm =>
            $"{arm.Name}:{arm.Role}{(arm.Replicas is { } pods ? string.Create(CultureInfo.InvariantCulture, $"*{pods}") : "")}"))
        + string.Concat(topology.Routes.Select(route =>
            $" | {route.Name}{(route.IsConditional ? "?" : "")} {string.Join('+', route.Shares.Select(share => share.Weight.ToString(CultureInfo.InvariantCulture)))}"
            + string.Concat(route.Mirrors.Select(mirror => string.Create(CultureInfo.InvariantCulture, $" >{topology.Arms[mirror.Arm].Name} {mirror.Percent}%")))));

    public static string Show(string text) => Show(Topology(text));

    /// <summary>The ids of errors and warnings with their places, in order.</summary>
    public static string Problems(string text) => string.Join(' ', Of(text).Said.Where(said => said.Severity != Diagnostics.Severity.Note)
        .Select(said => $"{said.Id}@{said.Position}"));

    /// <summary>
    /// Asserts errors and warnings: ids in the order of the text, each at the next mark <c>§</c> of the text, or at the place written behind it where that
    /// is in the head that all texts share.
    /// </summary>
    public static void AssertProblems(string marked, string expected)
    {
        List<string> places = [];
        string text = marked;
        for (int mark = text.IndexOf('§', StringComparison.Ordinal); mark >= 0; mark = text.IndexOf('§', StringComparison.Ordinal))
        {
            string[] before = text[..mark].Split('\n');
            places.Add(string.Create(CultureInfo.InvariantCulture, $"{before.Length}:{before[^1].Length + 1}"));
            text = text.Remove(mark, 1);
        }

        int next = 0;
        string[] wanted = [.. expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => id.Contains('@', StringComparison.Ordinal) ? id : $"{id}@{places[next++]}")];
        Assert.Equal(string.Join(' ', wanted), Problems(text));
        Assert.Equal(places.Count, next);
    }

    /// <summary>The ids of everything that is said.</summary>
    public static string[] Ids(string text) => [.. Of(text).Said.Select(said => said.Id)];

    private static ServingTopology Refused(ImportedFile file)
    {
        Assert.Fail(string.Join('\n', file.Said));
        throw new InvalidOperationException();
    }
}
