using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites;
using CsCheck;
using Xunit;

namespace Coalmine.Workbench.Tests.Scenarios;

/// <summary>
/// Shipped files with a few random wounds: bytes changed, lines dropped, doubled and swapped, words put where they do not belong. Reading them never
/// throws, and a refusal is always located within the text. A logical property: it has no false alarms.
/// </summary>
public sealed class MutationTests
{
    private const int Wounds = 1500;

    private static readonly string[] Texts = [.. ShippedFiles.Scenarios.Concat(ShippedFiles.Policies).Concat(ShippedFiles.Suites).Select(File.ReadAllText)];

    private static readonly string[] Words =
    [
        "{", "}", "[", "]", ":", "- ", "&a ", "*a", "!!int ", "\0", "\t", "---\n", "'", "\"", "#", "|", ">", "? ", "%", "-1%", "1e99",
            "0s", "999999999999999999999999999999",
        "NaN", "kind: Policy\n", "both", "365d", "0.0000000000000000000000000001%", "\u0085", "\uFEFF", "ä", "\U0001F600", "~", "<<: ",
    ];

    private static readonly Gen<string> Wounded = Gen.Select(
        Gen.Int[0, Texts.Length - 1],
        Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 999]).Array[1, 4],
        (index, wounds) => wounds.Aggregate(Texts[index], (text, w) => Inflict(text, w.Item1, w.Item2, w.Item3, w.Item4)));

    [Fact]
    public void Read_WoundedFile_NeverThrowsAndLocatesWhatItSays() => Wounded.Sample(DiagnosticsHold, iter: Wounds, threads: 1);

    [Fact]
    public void Read_RandomBytes_NeverThrows() => Gen.Byte.Array[0, 300].Sample(
        bytes => Assert.IsType<ReadResult<Document>>(SourceDecoder.Decode("f.yaml", bytes).Then(YamlLoader.LoadOne), exactMatch: false),
        iter: Wounds, threads: 1);

    private static void DiagnosticsHold(string text)
    {
        ReadResult<Document> document = SourceDecoder.Decode("f.yaml", Encoding.UTF8.GetBytes(text)).Then(YamlLoader.LoadOne);
        Diagnostic[] said = [.. document.Then(ScenarioReader.Read).Said, .. document.Then(PolicyReader.Read).Said, .. document.Then(SuiteReader.Read).Said];

        // A file is of one kind at most, so that at least two of the three readings are refused.
        Assert.Contains(said, d => d.Severity == Severity.Error);
        int lines = text.Split('\n', '\r', '\u0085', '\u2028', '\u2029').Length + 1;
        Assert.All(said, d =>
        {
            Assert.InRange(d.Position.Line, 1, lines);
            Assert.InRange(d.Position.Column, 1, text.Length + 1);
            Assert.Matches("^CM[12][0-9]{3}$", d.Id);
            Assert.DoesNotContain('\n', d.Message);
        });
    }

    private static string Inflict(string text, int kind, double where, double whither, int pick)
    {
        int at = (int)(where * text.Length);
        string[] lines = text.Split('\n');
        int line = (int)(where * (lines.Length - 1));
        int other = (int)(whither * (lines.Length - 1));
        switch (kind)
        {
            case 0:
                return text.Insert(at, Words[pick % Words.Length]);
            case 1:
                return text.Remove(at, Math.Min(text.Length - at, 1 + pick % 5));
            case 2:
                return string.Join('\n', lines.Where((_, i) => i != line));
            case 3:
                return string.Join('\n', lines.Append(lines[line]));
            case 4:
                (lines[line], lines[other]) = (lines[other], lines[line]);
                return string.Join('\n', lines);
            default:
                return text[..at] + Words[pick % Words.Length] + text[Math.Min(text.Length, at + 1 + pick % 8)..];
        }
    }
}
