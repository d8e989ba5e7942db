using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
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

    private ScriptState<object>? _state;
    private int _cells;

    /// <summary>Runs a cell. Never throws for what the cell does.</summary>
    public CellResult Run(string code)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"cell-{++_cells}.csx");
        ScriptOptions options = _options.WithFilePath(name);
#pragma warning disable CA1031 // Whatever a cell throws is its output.
        try
        {
            // On the pool: code that awaits must not come back to a context that waits for it.
            _state = Task.Run(() => _state is null ? CSharpScript.RunAsync(code, options) : _state.ContinueWithAsync(code, options)).GetAwaiter().GetResult();
            return new CellResult.Ran(_state.ReturnValue);
        }
        catch (CompilationErrorException wrong)
        {
            Diagnostic first = wrong.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            int line = first.Location.GetLineSpan().StartLinePosition.Line + 1;
            return new CellResult.NotCompiled(line, $"{first.Id}: {first.GetMessage(CultureInfo.InvariantCulture)}");
        }
        catch (Exception thrown)
        {
            return new CellResult.Threw(LineOf(thrown, name), thrown);
        }
#pragma warning restore CA1031
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
