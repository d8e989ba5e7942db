namespace Coalmine.Live.Driving;

/// <summary>A measurement that a controller waits for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Query">The one query to ask; -1 for everything.</param>
internal sealed record OpenMeasurement(int Id, int Query);
