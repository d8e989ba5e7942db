namespace Coalmine.PromQL.Evaluation;

/// <summary>A remark of Prometheus 3.x on an answer, without its position in the query (util/annotations of Prometheus 3.14).</summary>
/// <param name="IsWarning">A warning; otherwise an info.</param>
/// <param name="Text">Its words, as Prometheus has them.</param>
public readonly record struct Annotation(bool IsWarning, string Text);
