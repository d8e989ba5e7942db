using Coalmine.Workbench.Explanations;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Explanations;

/// <summary>Diagrams are Mermaid, for every file that decides.</summary>
public sealed class DiagramTests
{
    public static TheoryData<string> Files => [.. Explained.Manifests.Concat(ShippedFiles.Policies)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Diagram_OfAShippedFile_IsMermaid(string file)
    {
        foreach (Explanation told in Explained.Shipped(file))
            Assert.True(told.Diagram.Length == 0 || MermaidText.ProblemOf(told.Diagram) is null, $"{told.Kind} {told.Name}: {MermaidText.ProblemOf(told.Diagram)}");
    }

    [Theory]
    [InlineData("stateDiagram-v2\n    state \"a: b\" as x\n    [*] --> x\n")]
    [InlineData("stateDiagram-v2\n    state \"a\" as x\n    [*] --> y\n")]
    [InlineData("stateDiagram-v2\n    state \"a\" as x\n    state x {\n    [*] --> x\n")]
    [InlineData("stateDiagram-v2\n    state \"a\" as x\n    x --> x\n")]
    public void Parser_OfTheseTests_RefusesWhatIsWrong(string diagram) => Assert.NotNull(MermaidText.ProblemOf(diagram));

    [Fact]
    public void Diagram_OfNamesWithSyntax_IsMermaid()
    {
        string text = SmallManifests.Rollout("- setWeight: 10\n        - analysis: { templates: [ { templateName: t } ] }", "a: \"b\"; #{x} [*] --> y");
        Explanation told = Assert.Single(Explained.Of("a.yaml", text));
        Assert.Null(MermaidText.ProblemOf(told.Diagram));
    }

    [Fact]
    public void Diagram_OfEveryKindOfStep_IsMermaid()
    {
        const string Steps =
            """
            - setCanaryScale: { replicas: 2 }
                    - setWeight: 10
                    - setMirrorRoute: { name: m, percentage: 10, match: [ { method: { exact: GET } } ] }
                    - pause: {}
                    - pause: { duration: 10 }
                    - analysis: { templates: [ { templateName: t } ] }
            """;
        Explanation told = Assert.Single(Explained.Of("a.yaml", SmallManifests.Rollout(Steps, "errors")));
        Assert.Null(MermaidText.ProblemOf(told.Diagram));
        Assert.Contains("somebody resumes", told.Diagram, StringComparison.Ordinal);
    }
}
