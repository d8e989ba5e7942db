namespace Coalmine.Live.Operating.Watching;

/// <summary>One alert.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">PromQL.</param>
/// <param name="For">How long the expression must hold.</param>
/// <param name="Severity"><c>critical</c>: somebody must look now; <c>warning</c>: somebody should.</param>
/// <param name="Summary">What is wrong.</param>
/// <param name="Description">What to do; may use the expression's value, as templates of Prometheus write it.</param>
public sealed record AlertRule(string Name, string Expression, TimeSpan For, string Severity, string Summary, string Description);
