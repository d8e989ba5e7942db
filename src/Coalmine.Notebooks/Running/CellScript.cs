using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Coalmine.Notebooks.Running;

/// <summary>
/// Compiles and runs one cell after another; each sees what those before it declared. References are what the program itself runs on: nothing is downloaded.
/// </summary>
internal sealed class CellScript
{
    private static readonly string[] Namespaces =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading", "System.Threading.Tasks",
    ];

    private readonly ScriptOptions _options = ScriptOptions.Default
        .WithReferences(Platform().Select(path => MetadataReference.CreateFromFile(path)))
        .WithImports(Namespaces)
        .WithFileEncoding(Encoding.UTF8)
        .WithEmitDebugInformation(true);

    private static readonly CSharpParseOptions AsScript = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script);

    private ScriptState<object>? _state;
    private int _cells;

    /// <summary>Runs a cell. Never throws for what the cell does.</summary>
    /// <param name="code">The cell as the compiler reads it.</param>
    /// <param name="show">Takes what its last expression is worth; what it throws counts as thrown by the cell.</param>
    /// <param name="interrupted">Ends it.</param>
    public CellResult Run(string code, Action<object?> show, CancellationToken interrupted)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"cell-{++_cells}.csx");
        ScriptOptions options = _options.WithFilePath(name);
#pragma warning disable CA1031 // Whatever a cell throws is its output.
        try
        {
            Script<object> script = _state is null ? CSharpScript.Create(code, options) : _state.Script.ContinueWith(code, options);
            if (script.Compile(interrupted).FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } first)
                return new CellResult.NotCompiled(
                    first.Location.GetLineSpan().StartLinePosition.Line + 1, $"{first.Id}: {first.GetMessage(CultureInfo.InvariantCulture)}");
            _state = Interruptible.Run(
                () => _state is null ? script.RunAsync(cancellationToken: CancellationToken.None) : script.RunFromAsync(_state, CancellationToken.None),
                interrupted);
            Interruptible.Run(() => Shown(show), interrupted);
            return new CellResult.Ran();
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return new CellResult.Interrupted();
        }
        catch (Exception thrown)
        {
            return new CellResult.Threw(LineOf(thrown, name), thrown);
        }
#pragma warning restore CA1031
    }

    /// <summary>Whether a text is a whole cell, or one that goes on on the next line.</summary>
    public static bool IsComplete(string code) => SyntaxFactory.IsCompleteSubmission(CSharpSyntaxTree.ParseText(code, AsScript));

    private Task<bool> Shown(Action<object?> show)
    {
        show(_state!.ReturnValue);
        return Task.FromResult(true);
    }

    private static int LineOf(Exception thrown, string name) =>
        new StackTrace(thrown, true).GetFrames().FirstOrDefault(frame => Path.GetFileName(frame.GetFileName()) == name)?.GetFileLineNumber() ?? 0;

    // An assembly that nothing of the host needs may be missing from its folder.
    private static string[] Platform() =>
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(File.Exists),
    ];
}
