using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Coalmine.Architecture.Tests.Tree;

/// <summary>A C# file as text and as syntax.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Syntax">Its syntax; the tree of a file that does not parse still covers all of it.</param>
internal sealed record SourceText(string Path, IReadOnlyList<string> Lines, CompilationUnitSyntax Syntax)
{
    private static readonly Lazy<IReadOnlyList<SourceText>> Read = new(() => [.. Repository.SourceFiles.Select(path => Of(path, Repository.Text(path)))]);

    /// <summary>All C# files under src and tests.</summary>
    public static IReadOnlyList<SourceText> All => Read.Value;

    /// <summary>The types that stand outside any other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes =>
        Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>A file made of text.</summary>
    public static SourceText Of(string path, string text) =>
        new(path, text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'),
            CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest)).GetCompilationUnitRoot());

    /// <summary>The name of a type declaration, without type parameters.</summary>
    public static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax declared => declared.Identifier.Text,
        DelegateDeclarationSyntax declared => declared.Identifier.Text,
        _ => throw new ArgumentException("is no type", nameof(type)),
    };

    /// <summary>Whether a declaration says `public`.</summary>
    public static bool IsPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);
}
