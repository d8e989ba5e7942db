using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Workbench.Scenarios;
using Xunit.Sdk;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>Scenarios as short as they can be, around the lines that a test is about. The lines of a test begin in line 6.</summary>
internal static class ScenarioText
{
    private static readonly string[] Shortest =
    [
        "kind: Scenario",
        "duration: 8h",
        "traffic: { rate: 200/s, users: { count: 50000 } }",
        "pods: { baseline: 9, canary: 3 }",
        "baseline: { latency: { lognormal: { median: 45ms, p99: 160ms } }, errors: 0.3%, accuracy: 97% }",
    ];

    /// <summary>The shortest scenario with further lines.</summary>
    public static string Of(params string[] lines) => string.Join('\n', [.. Shortest, .. lines]);

    /// <summary>The shortest scenario with one of its lines written anew.</summary>
    public static string With(string line)
    {
        string key = line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)];
        return string.Join('\n', Shortest.Select(l => l.StartsWith(key, StringComparison.Ordinal) ? line : l));
    }

    public static ReadResult<Scenario> Read(params string[] lines) => ReadAll(Of(lines));

    /// <summary>Reads the shortest scenario with one of its lines written anew.</summary>
    public static ReadResult<Scenario> ReadWith(string line) => ReadAll(With(line));

    public static Scenario Accepted(params string[] lines)
    {
        ReadResult<Scenario> result = Read(lines);
        return result is ReadResult<Scenario>.Read read ? read.Value : throw new XunitException(string.Join('\n', result.Said));
    }

    /// <summary>The shortest scenario with one of its lines written anew, and further lines.</summary>
    public static Scenario AcceptedWith(string line, params string[] lines)
    {
        ReadResult<Scenario> result = ReadAll(string.Join('\n', [With(line), .. lines]));
        return result is ReadResult<Scenario>.Read read ? read.Value : throw new XunitException(string.Join('\n', result.Said));
    }

    private static ReadResult<Scenario> ReadAll(string text) => YamlLoader.LoadOne(new SourceText("s.yaml", text)).Then(ScenarioReader.Read);
}
