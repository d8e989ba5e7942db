namespace Coalmine.Workbench.Watchers;

/// <summary>An alerting rule that looks on.</summary>
/// <param name="Name">The name shown in tables: the alert's, numbered where several rules share one.</param>
/// <param name="CanFire">Whether its expression could have a result at all in the world that it watches.</param>
public readonly record struct WatchedAlert(string Name, bool CanFire);
