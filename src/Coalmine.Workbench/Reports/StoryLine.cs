namespace Coalmine.Workbench.Reports;

/// <summary>One line of a story.</summary>
/// <param name="Tone">What it is.</param>
/// <param name="Text">The line; a reader may wrap it.</param>
/// <param name="Indent">Columns that continuation lines are indented by.</param>
public readonly record struct StoryLine(StoryTone Tone, string Text, int Indent = 0);
