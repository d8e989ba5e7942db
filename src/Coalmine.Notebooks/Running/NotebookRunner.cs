using System.Text.Json.Nodes;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;

namespace Coalmine.Notebooks.Running;

/// <summary>
/// Executes notebooks without any server: cells are compiled and run one after another, in this process, in the notebook's folder, as Jupyter does. What cells
/// print and show becomes their outputs. One notebook runs at a time, since console and current folder belong to the process.
/// </summary>
public static class NotebookRunner
{
    /// <summary>
    /// Executes a notebook up to its end, or to the first cell that fails. Never throws for what a cell does. Cost: some 2 s, and the cells' own.
    /// </summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="cancellation">Ends the run before the next cell.</param>
    public static NotebookRun Run(NotebookFile notebook, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        string before = Environment.CurrentDirectory;
        List<JsonArray> outputs = [];
        Diagnostic? failure = null;
        try
        {
            Environment.CurrentDirectory = Path.GetDirectoryName(Path.GetFullPath(notebook.Path)) ?? before;
            CellSession session = new();
            foreach (CodeCell cell in notebook.Cells)
            {
                if (failure is not null || cancellation.IsCancellationRequested)
                    break;
                JsonArray collected = [];
                failure = FailureOf(notebook.Path, cell, session.Run(cell.Source, new CellOutputs(outputs.Count + 1, collected.Add), CancellationToken.None));
                outputs.Add(collected);
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }

        return new NotebookRun(notebook.With(outputs), failure, failure is null && outputs.Count < notebook.Cells.Length);
    }

    private static Diagnostic? FailureOf(string path, CodeCell cell, CellResult result) => result switch
    {
        CellResult.NotCompiled wrong => Diagnostic.At(path, cell.PlaceOf(wrong.Line), NotebookMessages.DoesNotCompile(cell.Number, wrong.Line, wrong.What)),
        CellResult.Threw threw => Diagnostic.At(path, cell.PlaceOf(threw.Line), NotebookMessages.Threw(cell.Number, threw.Line, threw.What)),
        _ => null,
    };
}
