using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Lints;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Sets;
using CsCheck;
using Xunit;

namespace Coalmine.Manifests.Tests.Lints;

/// <summary>Whatever a file holds, reading and linting it says things at places of the file and never throws.</summary>
public sealed class MutationTests
{
    private static readonly string[] Seeds = [.. LintTests.Cases.Select(row => row.Data.Item2.Replace("§", "", StringComparison.Ordinal))];

    private static readonly string[] Pieces =
    [
        "", " ", "\n", ":", "- ", "[", "]", "{", "}", "null", "-1", "1e9", "99999999999999999999", "'", "\"", "{{", "}}", "{{args.x}}", "{{ interval }}", "*", "(", ")", "[5m]", "%",
            ".5",
        "templateName: t", "~", "true", "é😀", "|\n", "#", "&a ", "*a", "<<: ", "1m", "0", "result[0]", "/", " or ", "by (le)",
    ];

    [Fact]
    public void Lint_MutatedFiles_SaysThingsAtPlacesOfTheFile()
    {
        Gen<(int Seed, int[] Cuts, int[] Lengths, int[] Pieces)> mutations = Gen.Select(
            Gen.Int[0, Seeds.Length - 1], Gen.Int[0, 2000].Array[3], Gen.Int[0, 12].Array[3], Gen.Int[0, Pieces.Length - 1].Array[3]);
        mutations.Sample(mutation => Check(Mutate(mutation)), 4_000);
    }

    private static string Mutate((int Seed, int[] Cuts, int[] Lengths, int[] Pieces) mutation)
    {
        string text = Seeds[mutation.Seed];
        for (int i = 0; i < mutation.Cuts.Length; i++)
        {
            int at = mutation.Cuts[i] % (text.Length + 1);
            int length = Math.Min(mutation.Lengths[i], text.Length - at);
            text = text.Remove(at, length).Insert(at, Pieces[mutation.Pieces[i]]);
        }

        return text;
    }

    private static void Check(string text)
    {
        if (ManifestFile.Load("f.yaml", Encoding.UTF8.GetBytes(text)) is not ReadResult<ManifestFile>.Read read)
            return;
        string source = read.Value.Source.Text;
        foreach (Finding finding in Linter.Lint(ManifestSet.Of(read.Value)))
        {
            Assert.InRange(finding.Span.Start, 0, source.Length);
            Assert.InRange(finding.Span.End, finding.Span.Start, source.Length);
            Assert.InRange(finding.Start.Line, 1, source.Length + 1);
            Assert.True(finding.Message.Length > 0);
            _ = read.Value.Apply(finding.Edits);
        }
    }
}
