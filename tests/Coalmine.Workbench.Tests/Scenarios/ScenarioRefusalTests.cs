using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>Each scenario has exactly one mistake and gets exactly one line for it.</summary>
public sealed class ScenarioRefusalTests
{
    [Theory]
    [MemberData(nameof(ScenarioMistakes.NeededLines), MemberType = typeof(ScenarioMistakes))]
    public void Read_NeededKeyWithOneMistake_SaysWhereAndWhy(string line, string expected, int lines)
    {
        string[] said = [.. ScenarioText.ReadWith(line).Said.Select(d => d.ToString())];
        Assert.StartsWith($"s.yaml:{expected}",
            said.FirstOrDefault(l => l.StartsWith($"s.yaml:{expected}", StringComparison.Ordinal)) ?? string.Join('\n', said), StringComparison.Ordinal);
        Assert.Equal(lines, said.Length);
    }

    [Theory]
    [MemberData(nameof(ScenarioMistakes.FurtherLines), MemberType = typeof(ScenarioMistakes))]
    [MemberData(nameof(ScenarioMistakes.ModelLines), MemberType = typeof(ScenarioMistakes))]
    public void Read_FurtherLineWithOneMistake_SaysWhereAndWhy(string line, string expected) =>
        Assert.StartsWith($"s.yaml:{expected}", Refusal.Of(ScenarioText.Read(line)), StringComparison.Ordinal);

    [Fact]
    public void Read_Policy_IsRefusedByItsKind() => Assert.Equal(
        "s.yaml:1:7 error CM1104 · This file has `kind: Policy`; `kind: Scenario` is expected here. A policy is given with --policy, beside a scenario.",
        Refusal.Of(ScenarioText.ReadWith("kind: Policy")));
}
