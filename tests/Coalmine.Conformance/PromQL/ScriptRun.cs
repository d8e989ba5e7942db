using Coalmine.PromQL.Evaluation;
using Coalmine.PromQL.Parsing;

namespace Coalmine.Conformance.PromQL;

/// <summary>Runs a test script in Prometheus's notation and collects what differs.</summary>
internal sealed class ScriptRun(PromQLMode mode)
{
    private readonly PromQLOptions options = new(mode) { DelaysNameRemoval = mode == PromQLMode.V3, HasExperiments = mode == PromQLMode.V3, HasTypesAndUnits = mode == PromQLMode.V3 };
    private LoadedSeries series = new();

    /// <summary>What differs, one line per evaluation.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>How many evaluations came out as expected.</summary>
    public int Passed { get; private set; }

    /// <summary>Runs a script.</summary>
    /// <exception cref="ScriptFormatException">It is none.</exception>
    public void Run(string script)
    {
        foreach (var command in ScriptReader.Read(script))
        {
            switch (command)
            {
                case ScriptCommand.Clear:
                    series = new LoadedSeries();
                    break;
                case ScriptCommand.Load load:
                    series.Add(load);
                    break;
                case ScriptCommand.Eval eval:
                    Check(eval);
                    break;
            }
        }
    }

    private void Check(ScriptCommand.Eval eval)
    {
        string difference = Difference(eval);
        if (difference.Length == 0)
            Passed++;
        else
            Failures.Add($"{eval.Line}: {eval.Query}: {difference}");
    }

    private string Difference(ScriptCommand.Eval eval)
    {
        switch (CompiledQuery.Compile(eval.Query, options with { StepMilliseconds = eval.Moments.Step, RangeMilliseconds = eval.Moments.End - eval.Moments.Start }))
        {
            case CompileResult.Compiled { Query: var query }:
                return Answered(eval, query);
            case CompileResult.Refused { Error: var error }:
                bool unsupported = error.Message.Contains("not supported", StringComparison.Ordinal);
                if (eval.Expected.Fails && !unsupported)
                    return FailureDifference(eval, error.ToString());
                return $"expected an answer, got the refusal '{error}'";
            default:
                return "nothing came of compiling it";
        }
    }

    private string Answered(ScriptCommand.Eval eval, CompiledQuery query)
    {
        if (!eval.Moments.IsInstant && query.Kind is ValueKind.Text or ValueKind.RangeVector)
        {
            string kind = query.Kind == ValueKind.Text ? "string" : "range vector";
            return AnswerComparison.Difference(eval, ScriptAnswer.Failed($"invalid expression type \"{kind}\" for range query, must be Scalar or instant Vector"));
        }

        var bound = query.Bind(series.Store);
        bound.MakesAnnotations = mode == PromQLMode.V3;
        return AnswerComparison.Difference(eval, ScriptAnswer.Of(bound, eval.Moments));
    }

    private static string FailureDifference(ScriptCommand.Eval eval, string refusal) =>
        eval.Expected.Expectations.Select(one => one.Difference(refusal, [])).FirstOrDefault(difference => difference.Length > 0) ?? "";
}
