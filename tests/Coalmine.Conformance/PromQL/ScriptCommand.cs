namespace Coalmine.Conformance.PromQL;

/// <summary>One command of a test script. The cases are closed.</summary>
internal abstract record ScriptCommand
{
    private ScriptCommand(int line) => Line = line;

    /// <summary>Where it starts, from 1.</summary>
    public int Line { get; }

    /// <summary><c>clear</c>: forget all series.</summary>
    public sealed record Clear(int Line) : ScriptCommand(Line);

    /// <summary><c>load</c>: series with a point at every step.</summary>
    public sealed record Load(int Line, long StepMilliseconds, bool WithHistograms, IReadOnlyList<SeriesLine> Series) : ScriptCommand(Line);

    /// <summary><c>eval</c>: a query, when, and what is to come out.</summary>
    public sealed record Eval(int Line, string Query, ScriptMoments Moments, ExpectedAnswer Expected) : ScriptCommand(Line);
}

/// <summary>When a query is evaluated: once, or at every step from start to end.</summary>
internal readonly record struct ScriptMoments(long Start, long End, long Step)
{
    /// <summary>Whether it is an instant query.</summary>
    public bool IsInstant => Step == 0;
}

/// <summary>What is to come out of a query.</summary>
/// <param name="Series">The expected series; in an instant query with one point each.</param>
/// <param name="Scalar">A bare number.</param>
/// <param name="Text">The text of <c>expect string</c>.</param>
/// <param name="Range">The steps of <c>expect range vector</c>.</param>
/// <param name="IsOrdered">Whether the order counts.</param>
/// <param name="Expectations">The other <c>expect</c> lines.</param>
internal sealed record ExpectedAnswer(
    IReadOnlyList<SeriesLine> Series, double? Scalar, string? Text, ScriptMoments? Range, bool IsOrdered, IReadOnlyList<Expectation> Expectations)
{
    /// <summary>Whether it is to fail.</summary>
    public bool Fails => Expectations.Any(one => one.Kind == ExpectationKind.Fail);
}
