using System.Text;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Lossless;
using Coalmine.Manifests.Queries;
using Xunit;

namespace Coalmine.Manifests.Tests.Queries;

public sealed class WrittenTextTests
{
    /// <summary>Files whose key q holds <c>sum by (le) (rate(x{a="b c"}[5m])) / 2</c> in some form; each letter of it must be found where it stands.</summary>
    public static TheoryData<string> Forms =>
    [
        "q: sum by (le) (rate(x{a=\"b c\"}[5m])) / 2\n",
        "q: sum by (le)\n  (rate(x{a=\"b c\"}[5m]))\n\n  / 2 # said\n",
        "q: 'sum by (le) (rate(x{a=\"b c\"}[5m])) / 2'\n",
        "q: \"sum by (le) (rate(x{a=\\\"b c\\\"}[5m])) / 2\"\n",
        "q: \"sum by (le) \\\n  (rate(x{a=\\\"b\\x20c\\\"}[5m]))\\u0020/ 2\"\n",
        "q: |\n  sum by (le) (\n    rate(x{a=\"b c\"}[5m])\n  )\n\n  / 2\n",
        "q: |2+ # kept\n    sum by (le)\n    (rate(x{a=\"b c\"}[5m]))\n    / 2\n\n",
        "- [1, 2]\n- q: >-\n    sum by (le)\n    (rate(x{a=\"b c\"}[5m]))\n    / 2\n",
        "{ \"q\" : \"sum by (le) (rate(x{a=\\\"b c\\\"}[5m])) / 2\" }",
        "q: |\r\n  sum by (le) (\r\n    rate(x{a=\"b c\"}[5m])\r\n  ) / 2\r\n",
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void OffsetOf_EveryLetter_IsWhereItStands(string file)
    {
        (WrittenText text, string source) = Read(file);
        string letters = string.Concat(text.Value.Where(letter => !char.IsWhiteSpace(letter)));
        Assert.Equal("sumby(le)(rate(x{a=\"bc\"}[5m]))/2", letters);
        int before = -1;
        for (int i = 0; i < text.Value.Length; i++)
        {
            int at = text.OffsetOf(i);
            Assert.True(at >= before, "places must rise");
            if (!char.IsWhiteSpace(text.Value[i]))
            {
                Assert.True(at > before, "letters have places of their own");
                Assert.Equal(text.Value[i], source[at] == '\\' ? source[at + 1] : source[at]);
            }

            before = at;
        }
    }

    [Theory]
    [InlineData("q: 'a''b c'\n", 2, 1, 8)]
    [InlineData("q: \"a\\tb\"\n", 2, 1, 8)]
    [InlineData("q: \"\\U0001F600b\"\n", 2, 1, 15)]
    [InlineData("a: &x abc\nq: *x\n", 2, 2, 4)]
    [InlineData("q: |\n  a\n\n\n  b\n", 4, 5, 3)]
    [InlineData("q: >\n  a\n\n\n  b\n", 3, 5, 3)]
    [InlineData("q: abc\n", 3, 1, 7)]
    [InlineData("q: abc\n", 99, 1, 7)]
    public void PositionOf_OddForms_IsTheLetters(string file, int index, int line, int column) =>
        Assert.Equal(new TextPosition(line, column), Read(file).Text.PositionOf(index));

    private static (WrittenText Text, string Source) Read(string file)
    {
        ManifestFile read = Assert.IsType<ReadResult<ManifestFile>.Read>(ManifestFile.Load("f.yaml", Encoding.UTF8.GetBytes(file))).Value;
        Node root = read.Documents[0].Root;
        Node.Mapping mapping = Assert.IsType<Node.Mapping>(root is Node.Sequence list ? list.Items[1] : root);
        return (new WrittenText(read.Source, Assert.IsType<Node.Scalar>(mapping.Find("q")!.Value)), read.Source.Text);
    }
}
