namespace Coalmine.Statistics.Dispersion;

/// <summary>Events among the requests of one cluster: a window, a pod or a user.</summary>
/// <param name="Events">Events, 0 to <paramref name="Requests"/>.</param>
/// <param name="Requests">Requests.</param>
public readonly record struct ClusterCount(double Events, double Requests);
