using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Xunit;

namespace Coalmine.Manifests.Tests.Native;

/// <summary>Each policy has exactly one mistake and gets exactly one line for it.</summary>
public sealed class PolicyRefusalTests
{
    [Theory]
    [MemberData(nameof(PolicyMistakes.Plans), MemberType = typeof(PolicyMistakes))]
    public void Read_PlanWithOneMistake_SaysWhereAndWhy(string plan, string expected, int lines)
    {
        string[] said = [.. PolicyText.Read($"plan: {{ {plan} }}", PolicyText.Checks).Said.Select(d => d.ToString())];
        Assert.Equal(lines, said.Length);
        Assert.StartsWith($"p.yaml:{expected}", said[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PolicyMistakes.Checks), MemberType = typeof(PolicyMistakes))]
    public void Read_CheckWithOneMistake_SaysWhereAndWhy(string check, string expected) =>
        Assert.StartsWith($"p.yaml:{expected}", PolicyText.Refused(PolicyText.Plan, $"checks: [ {{ {check} }} ]"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(PolicyMistakes.Lines), MemberType = typeof(PolicyMistakes))]
    public void Read_PolicyWithOneMistake_SaysWhereAndWhy(string line, string expected) =>
        Assert.StartsWith($"p.yaml:{expected}", PolicyText.Refused(PolicyText.Plan, PolicyText.Checks, line), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(PolicyMistakes.Files), MemberType = typeof(PolicyMistakes))]
    public void Read_OtherKind_IsRefused(string text, string expected) => Assert.Equal(
        expected,
        Refusal.Of(YamlLoader.LoadOne(new SourceText("p.yaml", text)).Then(PolicyReader.Read)));
}
