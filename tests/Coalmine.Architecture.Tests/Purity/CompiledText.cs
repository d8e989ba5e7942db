using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>A little assembly made of text, so that the finders can be shown what they must find.</summary>
/// <param name="Image">Its bytes.</param>
/// <param name="Writes">The element writes of its text.</param>
internal sealed record CompiledText(byte[] Image, ElementWrites Writes)
{
    private static readonly MetadataReference[] Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static int count;

    /// <summary>Compiles text.</summary>
    public static CompiledText Of(string text)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText("using System; using System.Collections.Generic; using System.Threading.Tasks;\n" + text);
        CSharpCompilation compilation = CSharpCompilation.Create($"Text{Interlocked.Increment(ref count)}", [tree], Platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return new(image.ToArray(), ElementWrites.In([tree]));
    }

    /// <summary>Loads it.</summary>
    public Assembly Load() => Assembly.Load(Image);
}
