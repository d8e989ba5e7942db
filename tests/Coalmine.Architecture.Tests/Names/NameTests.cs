using Coalmine.Architecture.Tests.Tree;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Coalmine.Architecture.Tests.Names;

/// <summary>Names that say what a thing is, in the place where one looks for it.</summary>
public sealed class NameTests
{
    private static readonly string[] EmptyWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common", "Base", "Info", "Data"];

    private static readonly KnownException[] Elsewhere =
    [
        new("tests/SeededSampling.cs", "lies in the namespace around all test projects, so that it is found before CsCheck's method of that name"),
    ];

    [Fact]
    public void PublicTypes_AvoidWordsThatSayNothing() => Rule.Holds(SourceText.All.SelectMany(EmptyNames));

    [Fact]
    public void Files_HoldOnePublicTypeAndBearItsName()
    {
        Assert.Contains(SourceText.All, file => file.TopLevelTypes.Any(SourceText.IsPublic));
        Rule.Holds(SourceText.All.SelectMany(Misplaced));
    }

    [Fact]
    public void Namespaces_EqualFolders()
    {
        Assert.Contains(SourceText.All, file => file.TopLevelTypes.Any());
        Rule.Holds(SourceText.All.SelectMany(Strays), Elsewhere);
    }

    [Theory]
    [InlineData("public class TimeManager;", 1)]
    [InlineData("public static class Helper;", 1)]
    [InlineData("public record StepInfo(int A);", 1)]
    [InlineData("public enum Common { A }", 1)]
    [InlineData("public class Outer { public abstract record CheckBase; }", 1)]
    [InlineData("public class Database;", 0)]
    [InlineData("internal class StepInfo;", 0)]
    public void EmptyName_InText_IsFound(string text, int findings) => Assert.Equal(findings, EmptyNames(SourceText.Of("a.cs", text)).Count());

    [Theory]
    [InlineData("A.cs", "public class A;", 0)]
    [InlineData("A.cs", "public class A<T>;", 0)]
    [InlineData("A.Part.cs", "public partial class A;", 0)]
    [InlineData("A.cs", "public abstract record A { private A() { } public sealed record B : A; }", 0)]
    [InlineData("A.cs", "internal class A; file class B;", 0)]
    [InlineData("Program.cs", "return 0;", 0)]
    [InlineData("A.cs", "public class A; public enum B;", 1)]
    [InlineData("A.cs", "public class B;", 1)]
    [InlineData("A.cs", "internal class B;", 1)]
    public void MisplacedType_InText_IsFound(string path, string text, int findings) => Assert.Equal(findings, Misplaced(SourceText.Of(path, text)).Count());

    [Theory]
    [InlineData("src/Coalmine.Rollouts/Plan/A.cs", "namespace Coalmine.Rollouts.Plan; class A;", 0)]
    [InlineData("src/Coalmine.Rollouts/A.cs", "namespace Coalmine.Rollouts; class A;", 0)]
    [InlineData("src/Coalmine.Rollouts/Plan/A.cs", "namespace Coalmine.Rollouts; class A;", 1)]
    [InlineData("src/Coalmine.Rollouts/Plan/A.cs", "class A;", 1)]
    public void StrayNamespace_InText_IsFound(string path, string text, int findings) => Assert.Equal(findings, Strays(SourceText.Of(path, text)).Count());

    private static IEnumerable<Finding> EmptyNames(SourceText file) =>
        from type in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && SourceText.IsPublic(type)
        let name = SourceText.NameOf(type)
        where EmptyWords.Any(word => IsLastWord(name, word))
        select new Finding($"{file.Path}: {name}", "has a name that says nothing: what is it?");

    private static bool IsLastWord(string name, string word) => name.EndsWith(word, StringComparison.Ordinal);

    private static IEnumerable<Finding> Misplaced(SourceText file)
    {
        string expected = Path.GetFileName(file.Path).Split('.')[0];
        string[] all = [.. file.TopLevelTypes.Select(SourceText.NameOf).Distinct()];
        string[] open = [.. file.TopLevelTypes.Where(SourceText.IsPublic).Select(SourceText.NameOf).Distinct()];
        if (open.Length > 1)
            yield return new(file.Path, $"holds several public types: {string.Join(", ", open)}");
        else if (all.Length > 0 && !(open.Length > 0 ? open : all).Contains(expected))
            yield return new(file.Path, $"is not named after what it holds: {string.Join(", ", all)}");
    }

    private static IEnumerable<Finding> Strays(SourceText file)
    {
        string expected = Path.GetDirectoryName(file.Path)!.Replace('\\', '/').Split('/', 2)[^1].Replace('/', '.');
        return file.TopLevelTypes.Select(type => type.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>()?.Name.ToString() ?? "no namespace")
            .Where(space => space != expected).Distinct().Select(space => new Finding(file.Path, $"is in {space} and should be in {expected}"));
    }
}
