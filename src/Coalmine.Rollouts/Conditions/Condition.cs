using Coalmine.Rollouts.Conditions.Syntax;
using Coalmine.Rollouts.Conditions.Typing;
using Coalmine.Rollouts.Conditions.Values;

namespace Coalmine.Rollouts.Conditions;

/// <summary>
/// A condition over a metric's result, in the language of the library expr with the functions that Argo Rollouts adds (argoproj/argo-rollouts, commit
/// 9f8d111d, utils/evaluate). Argo compiles it at every measurement against the type of that measurement's result; here that is done once for every type.
/// Immutable, and free of locks: any number of replications may share one.
/// </summary>
public sealed class Condition
{
    private readonly ConditionNode? _tree;
    private readonly string?[] _misfits;

    private Condition(string text, ExprVersion version, ConditionNode? tree, ConditionProblem? problem)
    {
        Text = text;
        Version = version;
        Problem = problem;
        _tree = tree;
        _misfits = tree is null ? [] : Array.ConvertAll(Enum.GetValues<ResultShape>(), shape => TypeChecker.Check(tree, ProviderResult.TypeOf(shape), version));
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The version of expr that it is read with.</summary>
    public ExprVersion Version { get; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public ConditionProblem? Problem { get; }

    /// <summary>Reads a condition; one that cannot be read has its <see cref="Problem"/> and gives an error for every result, as in Argo.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version of expr to read it with.</param>
    public static Condition Parse(string text, ExprVersion version)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return new Condition(text, version, Parser.Parse(text, version), null);
        }
        catch (SyntaxFault fault)
        {
            return new Condition(text, version, null, fault.Problem);
        }
    }

    /// <summary>Why it can say nothing of any result of a type, such as a list compared with a number; null where it can say something of some.</summary>
    public string? MisfitOf(ResultShape shape) => Problem?.Message ?? _misfits[(int)shape];

    /// <summary>What it says of a result. Never hangs: loops are counted, and end in an error after two million steps.</summary>
    public ConditionOutcome Evaluate(ProviderResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (MisfitOf(result.Shape) is { } misfit)
            return ConditionOutcome.Failed(misfit);
        try
        {
            Value value = new Evaluator(result.Value, Version).Run(_tree!);
            return value.Kind == ValueKind.Bool ? ConditionOutcome.Of(value.Bool) : ConditionOutcome.Failed($"expected bool, but got {value.TypeName}");
        }
        catch (ConditionFault fault)
        {
            return ConditionOutcome.Failed(fault.Message);
        }
    }
}
