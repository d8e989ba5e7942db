using Coalmine.Learning.Arms;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Workbench.Scenarios;

/// <summary>A learned model as a scenario names it, with the rows that it is given.</summary>
/// <param name="Model">The model.</param>
/// <param name="Use">How its answers are read.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Data">Where the rows come from: file and column of the class, as written.</param>
/// <param name="Position">Where the scenario names it.</param>
internal sealed record LearnedArm(LearnedModel Model, ModelUse Use, RowTable Rows, (string File, string Label) Data, TextPosition Position);
