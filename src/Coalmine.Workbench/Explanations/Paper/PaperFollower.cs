namespace Coalmine.Workbench.Explanations.Paper;

/// <summary>Is told every step of a controller on paper.</summary>
/// <param name="step">The step.</param>
internal delegate void PaperFollower(in PaperStep step);
