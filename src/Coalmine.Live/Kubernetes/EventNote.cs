namespace Coalmine.Live.Kubernetes;

/// <summary>Something that happened to an object, for those who look at it with kubectl.</summary>
/// <param name="On">The object.</param>
/// <param name="Uid">Its uid, by which kubectl finds what belongs to it; empty where it is not known.</param>
/// <param name="IsWarning">Whether somebody should look.</param>
/// <param name="Reason">One word in CamelCase: <c>WeightShifted</c>.</param>
/// <param name="Text">A sentence with old and new weights and the deciding numbers; at most 1024 characters are kept.</param>
public sealed record EventNote(ClusterResource On, string Uid, bool IsWarning, string Reason, string Text);
