using Coalmine.Workbench.Reports;
using Coalmine.Workbench.Tests.Examples;
using Coalmine.Workbench.Tests.Scenarios;
using Xunit;

namespace Coalmine.Workbench.Tests.Explanations;

/// <summary>The explanations of the repository's own files, word for word.</summary>
public sealed class ShippedExplanationTests
{
    [Theory]
    [InlineData("manifests/argo-guide")]
    [InlineData("manifests/argo-repaired")]
    [InlineData("manifests/flagger-guide")]
    [InlineData("manifests/flagger-repaired")]
    [InlineData("manifests/flagger-mirror")]
    [InlineData("manifests/flagger-blue-green")]
    [InlineData("manifests/flagger-ab")]
    [InlineData("manifests/kserve-guide")]
    [InlineData("manifests/kserve-repaired")]
    [InlineData("manifests/prometheus-rules-guide")]
    [InlineData("manifests/prometheus-rules-repaired")]
    [InlineData("manifests/seldon-canary")]
    [InlineData("manifests/seldon-shadow-guide")]
    [InlineData("policies/cautious")]
    [InlineData("policies/guide-script")]
    public void Text_OfAShippedFile_IsTheExpectedOne(string file)
    {
        string text = Explained.TextOf(Explained.Shipped(Path.Combine(ShippedFiles.Folder, $"{file}.yaml")));
        Golden.Matches($"explain-{Path.GetFileName(file)}.txt", text);
    }

    [Theory]
    [InlineData("manifests/argo-repaired")]
    [InlineData("manifests/flagger-guide")]
    [InlineData("policies/guide-script")]
    public void Json_OfAShippedFile_IsTheExpectedOne(string file)
    {
        string json = Golden.TextOf(stream => ExplanationJson.Write(Explained.Shipped(Path.Combine(ShippedFiles.Folder, $"{file}.yaml")), stream));
        Golden.Matches($"explain-{Path.GetFileName(file)}.json", json);
    }
}
