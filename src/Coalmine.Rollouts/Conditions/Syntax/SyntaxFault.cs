namespace Coalmine.Rollouts.Conditions.Syntax;

/// <summary>A text is no condition, or one that cannot be had here; never leaves the room.</summary>
internal sealed class SyntaxFault(ConditionProblem problem) : Exception(problem.Message)
{
    /// <summary>Where and why.</summary>
    public ConditionProblem Problem { get; } = problem;

    /// <summary>The text is wrong.</summary>
    public static SyntaxFault Wrong(int position, string message) => new(new ConditionProblem(position, message, IsUnsupported: false));

    /// <summary>The text may be right, but what it uses does not exist here.</summary>
    public static SyntaxFault Unsupported(int position, string message) => new(new ConditionProblem(position, message, IsUnsupported: true));
}
