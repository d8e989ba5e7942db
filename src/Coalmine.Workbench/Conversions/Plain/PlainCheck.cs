using Coalmine.PromQL.Evaluation;

namespace Coalmine.Workbench.Conversions.Plain;

/// <summary>A check that every kind of policy can have: one query, one limit, one fail rolls back.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query.</param>
/// <param name="Limit">The limit, which itself passes.</param>
/// <param name="IsAtMost">Whether values above it fail; else those below.</param>
/// <param name="Place">Where it is written.</param>
internal sealed record PlainCheck(string Name, string Query, double Limit, bool IsAtMost, SourcePlace Place)
{
    /// <summary>The largest limit, either way, that every kind of policy can have.</summary>
    public const double Furthest = 1e15;

    /// <summary>Whether an answer without any series passes; else it fails.</summary>
    public required bool EmptyPasses { get; init; }

    /// <summary>Whether NaN passes; else it fails.</summary>
    public required bool NanPasses { get; init; }

    /// <summary>Whether the query gives at most one series, without labels: then it does not matter which one is read.</summary>
    public bool IsSingle => CompiledQuery.Compile(Query) is CompileResult.Compiled compiled && SingleSeries.Holds(compiled.Query.Root);

    /// <summary>A value that certainly fails, for those who read silence as a value.</summary>
    public double FailingValue => IsAtMost ? Limit + Math.Max(1, Math.Abs(Limit)) : Limit - Math.Max(1, Math.Abs(Limit));
}
