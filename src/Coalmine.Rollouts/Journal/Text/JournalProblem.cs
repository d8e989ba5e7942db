namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Why a journal cannot be read.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, in bytes from 1.</param>
/// <param name="Message">What was read and what is allowed.</param>
public sealed record JournalProblem(int Line, int Column, string Message);
