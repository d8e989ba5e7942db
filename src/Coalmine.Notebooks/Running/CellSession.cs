using Coalmine.Notebooks.Documents;

namespace Coalmine.Notebooks.Running;

/// <summary>
/// Cells run one after another, wherever they come from: a notebook's file or a front end of Jupyter. What they print, show and fail with becomes outputs.
/// </summary>
internal sealed class CellSession
{
    private const string InterruptedWords = "The cell was interrupted. What it began may be half done.";

    private readonly CellScript _script = new();

    /// <summary>Runs a cell; never throws for what it does.</summary>
    /// <param name="source">The cell as it was written.</param>
    /// <param name="outputs">Takes what comes of it, to its last word.</param>
    /// <param name="interrupted">Ends it.</param>
    public CellResult Run(string source, CellOutputs outputs, CancellationToken interrupted)
    {
        using CellConsole console = new(outputs);
        CellResult result = CellText.ForeignMagic(source) is { } magic
            ? new CellResult.NotCompiled(1, NotebookMessages.ForeignLine(magic))
            : _script.Run(CellText.ForCompiler(source), outputs.AddResult, interrupted);
        switch (result)
        {
            case CellResult.NotCompiled wrong:
                outputs.AddError("CompilationError", wrong.What, $"line {wrong.Line}: {wrong.What}");
                break;
            case CellResult.Threw threw:
                outputs.AddError(threw.Exception.GetType().Name, threw.Exception.Message, threw.Line > 0 ? $"line {threw.Line}: {threw.What}" : threw.What);
                break;
            case CellResult.Interrupted:
                outputs.AddError("Interrupted", InterruptedWords, InterruptedWords);
                break;
            default:
                break;
        }

        outputs.Flush();
        return result;
    }
}
