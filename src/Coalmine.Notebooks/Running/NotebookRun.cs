using Coalmine.Manifests.Diagnostics;
using Coalmine.Notebooks.Documents;

namespace Coalmine.Notebooks.Running;

/// <summary>A notebook that was executed.</summary>
/// <param name="Notebook">The notebook with the outputs of the run; cells after one that failed have none.</param>
/// <param name="Failure">The cell that failed, with its line and why; nothing where all ran.</param>
/// <param name="Interrupted">Whether the run was ended before its last cell.</param>
public sealed record NotebookRun(NotebookFile Notebook, Diagnostic? Failure, bool Interrupted);
