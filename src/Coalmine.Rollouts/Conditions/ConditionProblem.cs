namespace Coalmine.Rollouts.Conditions;

/// <summary>Why a condition cannot be read.</summary>
/// <param name="Position">Index of the first character concerned, from 0.</param>
/// <param name="Message">What is wrong, in the words of expr where it would say so too.</param>
/// <param name="IsUnsupported">
/// True where expr may accept the text but it uses what is not simulated here; such a condition must be refused at import. False where expr refuses it too:
/// every measurement is then an Error in a real cluster.
/// </param>
public readonly record struct ConditionProblem(int Position, string Message, bool IsUnsupported);
