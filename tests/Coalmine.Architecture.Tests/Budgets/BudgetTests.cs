using Coalmine.Architecture.Tests.Tree;
using Xunit;

namespace Coalmine.Architecture.Tests.Budgets;

/// <summary>Sizes that a reader can hold in mind.</summary>
public sealed class BudgetTests
{
    [Fact]
    public void Files_OfSrcAndTests_AreShort()
    {
        Assert.NotEmpty(SourceText.All);
        Rule.Holds(TooLong(SourceText.All), Budget.LongFiles);
    }

    [Fact]
    public void Files_OfSrc_AreMostlyMuchShorter()
    {
        int[] lines = [.. SourceText.All.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal)).Select(file => file.Lines.Count).Order()];
        Assert.NotEmpty(lines);
        Assert.InRange(lines[lines.Length / 2], 1, Budget.MedianFileLines);
        Assert.InRange(lines[lines.Length * 9 / 10], 1, Budget.NinthDecileFileLines);
    }

    [Fact]
    public void Lines_OfSrcAndTests_AreNotWide() => Rule.Holds(SourceText.All.SelectMany(TooWide));

    [Fact]
    public void Methods_OfSrcAndTests_AreShort()
    {
        Member[] members = [.. SourceText.All.SelectMany(Member.In)];
        Assert.NotEmpty(members);
        Rule.Holds(TooLong(members), Budget.LongMethods);
    }

    [Fact]
    public void Methods_OfSrcAndTests_HaveFewParameters() => Rule.Holds(TooMany(SourceText.All.SelectMany(Member.In)), Budget.ManyParameters);

    [Theory]
    [InlineData(Budget.FileLines, 0)]
    [InlineData(Budget.FileLines + 1, 1)]
    public void File_AtAndBeyondItsBudget_IsJudged(int lines, int findings) =>
        Assert.Equal(findings, TooLong([SourceText.Of("a.cs", string.Concat(Enumerable.Repeat("//\n", lines)))]).Count());

    [Theory]
    [InlineData(Budget.Columns, 0)]
    [InlineData(Budget.Columns + 1, 1)]
    public void Line_AtAndBeyondItsBudget_IsJudged(int columns, int findings) =>
        Assert.Equal(findings, TooWide(SourceText.Of("a.cs", new string('/', columns))).Count());

    [Theory]
    [InlineData("[Obsolete]\n/* above */\nvoid M()", Budget.MethodLines, 0)]
    [InlineData("[Obsolete]\n/* above */\nvoid M()", Budget.MethodLines + 1, 1)]
    [InlineData("C()", Budget.MethodLines + 1, 1)]
    [InlineData("int P", Budget.MethodLines + 1, 1)]
    [InlineData("void M() { void Inner()", Budget.MethodLines + 1, 2)]
    public void Method_AtAndBeyondItsBudget_IsJudged(string signature, int lines, int findings)
    {
        string start = signature.EndsWith('P') ? "{ get {" : "{";
        string end = signature.EndsWith('P') || signature.Contains("Inner", StringComparison.Ordinal) ? "}}" : "}";
        string text = $"class C\n{{\n{signature}\n{start}\n{string.Concat(Enumerable.Repeat("//\n", lines - 3))}{end}\n}}";
        Assert.Equal(findings, TooLong(Member.In(SourceText.Of("a.cs", text))).Count());
    }

    [Theory]
    [InlineData("class C { void M(int a, int b, int c, int d, int e, int f) { } }", 0)]
    [InlineData("class C { void M(int a, int b, int c, int d, int e, int f, int g) { } }", 1)]
    [InlineData("class C { C(int a, int b, int c, int d, int e, int f, int g) { } }", 1)]
    [InlineData("class C(int a, int b, int c, int d, int e, int f, int g);", 1)]
    [InlineData("delegate int D(int a, int b, int c, int d, int e, int f, int g);", 1)]
    [InlineData("class C { void M() { int L(int a, int b, int c, int d, int e, int f, int g) => 0; } }", 1)]
    [InlineData("record R(int A, int B, int C, int D, int E, int F, int G);", 0)]
    [InlineData("class C { [Theory] void M(int a, int b, int c, int d, int e, int f, int g) { } }", 0)]
    [InlineData("class C { [Fact] void M(int a, int b, int c, int d, int e, int f, int g) { } }", 1)]
    public void Parameters_AtAndBeyondTheirBudget_AreJudged(string text, int findings) =>
        Assert.Equal(findings, TooMany(Member.In(SourceText.Of("a.cs", text))).Count());

    private static IEnumerable<Finding> TooLong(IEnumerable<SourceText> files) =>
        files.Where(file => file.Lines.Count > Budget.FileLines)
            .Select(file => new Finding(file.Path, $"has {file.Lines.Count} lines of {Budget.FileLines}: which concept is missing?"));

    private static IEnumerable<Finding> TooWide(SourceText file) =>
        file.Lines.Select((line, index) => (line.Length, Number: index + 1)).Where(line => line.Length > ColumnsOf(file.Path))
            .Select(line => new Finding($"{file.Path}:{line.Number}", $"has {line.Length} columns of {ColumnsOf(file.Path)}"));

    private static int ColumnsOf(string path) => path.StartsWith("tests/", StringComparison.Ordinal) ? Budget.TestColumns : Budget.Columns;

    private static IEnumerable<Finding> TooLong(IEnumerable<Member> members) =>
        members.Where(member => member.Lines > Budget.MethodLines)
            .Select(member => new Finding(member.Place, $"has {member.Lines} lines of {Budget.MethodLines}"));

    private static IEnumerable<Finding> TooMany(IEnumerable<Member> members) =>
        members.Where(member => member.Parameters > Budget.Parameters)
            .Select(member => new Finding(member.Place, $"has {member.Parameters} parameters of {Budget.Parameters}: make them a record"));
}
